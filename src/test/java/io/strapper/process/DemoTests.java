package io.strapper.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.strapper.app.Action;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The newcomer's first minute. */
class DemoTests {

	@Test
	void showsWhatATerminalCanShow(@TempDir Path root) throws Exception {
		try (RunServer server = new RunServer(root)) {
			server.file(RunServer.BLOG, "deploy", demo("deploy"))
				.file(RunServer.BLOG, "stop", demo("stop"))
				.file(RunServer.BLOG, "app.yml", demo("app.yml") + "environment:\n  DEMO_PACE: \"0\"\n")
				.start();

			Run deploy = server.deployed();
			Run stop = server.ended(server.press(Action.STOP));

			assertThat(deploy.status()).isEqualTo(RunStatus.SUCCEEDED);
			assertThat(stop.status()).isEqualTo(RunStatus.SUCCEEDED);
			assertThat(server.output(deploy)).contains("\r\033[K", "\033[3A", "\033[32m", "It only pretends",
					"The shop 2.7.1 is up");
			assertThat(server.output(stop)).contains("The shop is down");
			assertThat(server.app().name()).isEqualTo("Demo shop");
			assertThat(server.app().problems()).isEmpty();
		}
	}

	private static String demo(String file) throws IOException {
		try (InputStream content = DemoTests.class.getResourceAsStream("/demo/" + file)) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
