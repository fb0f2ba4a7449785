package io.strapper.process;

import java.time.Duration;
import java.util.List;

import io.strapper.app.App;
import io.strapper.run.Limits;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the processes of runs.
 *
 * @param cancelGrace how long a cancelled run may take to end by itself after SIGTERM
 * @param timeout how long a run may take if its app.yml does not say, or null for ever
 * @param silenceTimeout how long a run may write nothing if its app.yml does not say, or
 * null for ever
 * @param inputTimeout how long a run may wait for input at its terminal, where nobody
 * sits; {@code never} ends it for that
 * @param passEnvironment names of the server's environment variables that runs may see
 * too
 */
@ConfigurationProperties("strapper")
@Validated
record RunSettings(@DefaultValue("10s") @DurationMin(nanos = 0) Duration cancelGrace,
		@DurationMin(nanos = 1) @Nullable Duration timeout, @DurationMin(nanos = 1) @Nullable Duration silenceTimeout,
		@DefaultValue("1m") InputTimeout inputTimeout, @DefaultValue List<String> passEnvironment) {

	RunSettings {
		passEnvironment = List.copyOf(passEnvironment);
	}

	/** The limits of a run whose app.yml does not say. */
	Limits limits() {
		return new Limits(this.timeout, this.silenceTimeout);
	}

	/**
	 * The limits of a run.
	 * @param app its app, whose own limits override the server's
	 */
	Limits limitsOf(App app) {
		return new Limits((app.timeout() != null) ? app.timeout() : this.timeout,
				(app.silenceTimeout() != null) ? app.silenceTimeout() : this.silenceTimeout);
	}

	/**
	 * How long a run may wait for input that nobody can give.
	 *
	 * @param value the time, or null for ever
	 */
	record InputTimeout(@Nullable Duration value) {

		InputTimeout {
			if (value != null && (value.isNegative() || value.isZero())) {
				throw new IllegalArgumentException("An input-timeout is longer than 0, or never");
			}
		}

		/**
		 * Reads a setting.
		 * @param text a duration such as {@code 1m}, or {@code never}
		 */
		public static InputTimeout of(String text) {
			return new InputTimeout(text.strip().equalsIgnoreCase("never") ? null : DurationStyle.detectAndParse(text));
		}

	}

}
