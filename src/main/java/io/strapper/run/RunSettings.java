package io.strapper.run;

import java.time.Duration;
import java.util.List;

import io.strapper.app.App;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How runs are run.
 *
 * @param cancelGrace how long a cancelled run may take to end by itself after SIGTERM
 * @param timeout how long a run may take if its app does not say, or null: for ever
 * @param passEnvironment names of the server's environment variables that runs may see
 * too
 */
@ConfigurationProperties("strapper")
@Validated
record RunSettings(@DefaultValue("10s") @DurationMin(nanos = 0) Duration cancelGrace,
		@DurationMin(nanos = 1) @Nullable Duration timeout, @DefaultValue List<String> passEnvironment) {

	RunSettings {
		passEnvironment = List.copyOf(passEnvironment);
	}

	/**
	 * How long a run of an app may take.
	 * @param app the app, whose own timeout goes before the server's
	 * @return null: for ever
	 */
	@Nullable Duration timeoutOf(App app) {
		return (app.timeout() != null) ? app.timeout() : this.timeout;
	}

}
