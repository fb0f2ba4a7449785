package io.strapper.process;

import java.time.Duration;

import io.strapper.run.Limits;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class RunSettingsTests {

	private final ApplicationContextRunner server = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@EnableConfigurationProperties(RunSettings.class)
	static class Settings {

	}

	@Test
	void needNoConfiguration() {
		this.server.run((context) -> {
			RunSettings settings = context.getBean(RunSettings.class);
			assertThat(settings.cancelGrace()).isEqualTo(Duration.ofSeconds(10));
			assertThat(settings.limits()).isEqualTo(Limits.NONE);
			assertThat(settings.passEnvironment()).isEmpty();
		});
	}

	@Test
	void areSetByName() {
		this.server
			.withPropertyValues("strapper.cancel-grace=1m", "strapper.timeout=2h", "strapper.silence-timeout=10m",
					"strapper.pass-environment=SSH_AUTH_SOCK,DOCKER_HOST")
			.run((context) -> {
				RunSettings settings = context.getBean(RunSettings.class);
				assertThat(settings.cancelGrace()).isEqualTo(Duration.ofMinutes(1));
				assertThat(settings.limits()).isEqualTo(new Limits(Duration.ofHours(2), Duration.ofMinutes(10)));
				assertThat(settings.passEnvironment()).containsExactly("SSH_AUTH_SOCK", "DOCKER_HOST");
			});
	}

	@Test
	void refuseATimeoutThatEndsEveryRun() {
		this.server.withPropertyValues("strapper.timeout=0s").run((context) -> assertThat(context).hasFailed());
	}

}
