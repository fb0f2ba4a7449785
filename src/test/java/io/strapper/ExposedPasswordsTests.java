package io.strapper;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The warnings about passwords that deploys can read. */
class ExposedPasswordsTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void namesThePasswordsOfTheCommandLineAndOfTheEnvironment() {
		this.environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource("--spring.datasource.password=hunter2", "--server.port=1"));
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new MapPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("SERVER_SSL_KEY_STORE_PASSWORD", "hunter2", "STRAPPER_ADMIN_PASSWORD", "hunter2",
									"PATH", "/bin")));

		assertThat(ExposedPasswords.sentences(this.environment)).hasSize(2)
			.anyMatch((sentence) -> sentence.startsWith("spring.datasource.password is on the server's command line"))
			.anyMatch((sentence) -> sentence.startsWith("SERVER_SSL_KEY_STORE_PASSWORD is in the server's environment"))
			.noneMatch((sentence) -> sentence.contains("hunter2"));
	}

	@Test
	void saysNothingOfPasswordsInFiles() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("application.yaml", Map.of("spring.datasource.password", "hunter2")));

		assertThat(ExposedPasswords.sentences(this.environment)).isEmpty();
	}

}
