package io.strapper.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.home.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RelaySettingsTests {

	private static RelaySettings of(String... settings) {
		Function<String, String> name = (setting) -> "strapper.broker.relay." + setting.split("=", 2)[0];
		Map<String, String> all = Stream.of(settings)
			.collect(Collectors.toMap(name, (setting) -> setting.split("=", 2)[1]));
		return new Binder(new MapConfigurationPropertySource(all)).bind("strapper.broker.relay", RelaySettings.class)
			.get();
	}

	@Test
	void needTheHostAlone() {
		RelaySettings settings = of("host=mq.example");

		assertThat(settings).isEqualTo(new RelaySettings("mq.example", 61613, null, null, null, "/", false, null));
	}

	@Test
	void readThePasscodeFromAFile(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("passcode"), "hop skip jump\n");

		RelaySettings settings = of("host=mq", "login=strapper", "passcode-file=" + file);

		assertThat(settings.passcode()).isEqualTo("hop skip jump");
		assertThat(settings).asString().doesNotContain("hop");
	}

	@Test
	void encryptWithABundle() {
		assertThat(of("host=mq", "tls-bundle=ours").tls()).isTrue();
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource(
			textBlock = """
					host=stomp://mq | port=1 | tls=false | strapper.broker.relay.host takes the name or the address of the message broker alone
					host= | port=1 | tls=false | strapper.broker.relay.host takes the name or the address of the message broker alone
					host=mq | port=0 | tls=false | strapper.broker.relay.port takes a number from 1 to 65535
					host=mq | port=65536 | tls=false | strapper.broker.relay.port takes a number from 1 to 65535
					host=mq | login=a | tls=false | strapper.broker.relay.login needs a passcode or a passcode-file, and they need it
					host=mq | passcode=a | tls=false | strapper.broker.relay.login needs a passcode or a passcode-file, and they need it
					host=mq | passcode=a | passcode-file=b | strapper.broker.relay.passcode and passcode-file exclude each other: name one
					host=mq | login=a | passcode-file=/nowhere | strapper.broker.relay.passcode-file: /nowhere cannot be read
					""",
			delimiter = '|')
	void sayWhatIsWrong(String first, String second, String third, String sentence) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> of(first, second, third))
			.satisfies(
					(thrown) -> assertThat(Stream.iterate((Throwable) thrown, (it) -> it != null, Throwable::getCause)
						.filter(CannotStartException.class::isInstance)
						.map(Throwable::getMessage)).containsExactly(sentence));
	}

}
