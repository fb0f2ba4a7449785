package io.strapper.metrics;

import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The server's own log as JSON, by a setting of Spring Boot. */
class JsonLogTests {

	@TempDir
	private Path home;

	@Test
	void isOneObjectInEachLineWithoutSecrets() throws Exception {
		Folders.script(this.home, "blog", "deploy", "echo printed-by-the-script");
		try (ServerProcess server = ServerProcess.start(this.home, "--logging.structured.format.console=ecs")) {
			server.admin().app("blog").deployed();
			server.admin().tryToSignIn("nobody\nforged", "wrong-password");

			String output = server.output();
			List<JsonNode> lines = output.lines()
				// What the virtual machine itself says begins with a time in brackets
				.filter((line) -> !line.matches("\\[\\d+\\.\\d+s].*"))
				.map((line) -> new JsonMapper().readTree(line))
				.toList();
			assertThat(lines).allMatch((line) -> line.has("@timestamp") && line.has("message"));
			assertThat(lines).anyMatch((line) -> line.get("message").asString().contains("Strapper is ready"))
				.anyMatch((line) -> line.get("message").asString().contains("blog"));
			assertThat(output).doesNotContain(Server.PASSWORD, "wrong-password", "printed-by-the-script", "SESSION-");
		}
	}

}
