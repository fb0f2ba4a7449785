package io.strapper.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.strapper.run.Run;
import io.strapper.testing.Packages;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The wrapper under each of the shells that go by the name of {@code sh}. */
class ShellTests {

	@TempDir
	Path root;

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "dash, exit 0, 0", "dash, exit 7, 7", "dash, kill -9 $$, 137", "dash, kill -9 0, 137",
			"dash, kill 0, 143", "bash, exit 0, 0", "bash, exit 7, 7", "bash, kill -9 $$, 137", "bash, kill -9 0, 137",
			"bash, kill 0, 143", "bash, kill -SEGV 0, 139", "dash, kill -SEGV 0, 139" })
	void tellsHowTheProcessEnded(String shell, String end, int code) throws Exception {
		Path program = Path.of("/bin", shell);
		Packages.install("The wrapper is tried under " + program, shell, program);
		Path programs = Files.createDirectory(this.root.resolve("bin"));
		Files.createSymbolicLink(programs.resolve("sh"), program);
		try (RunServer server = new RunServer(this.root)) {
			server.environment(Map.of("PATH", programs + ":" + System.getenv("PATH")))
				.script(RunServer.BLOG, "deploy", "printf 'some output'", end + "; sleep 60")
				.start();

			Run run = server.deployed();

			assertThat(run.exitCode()).isEqualTo(code);
			assertThat(run.reason()).isNull();
			assertThat(server.output(run)).isEqualTo("some output");
			assertThat(server.log(run)).contains("(exit code " + code + ") after ");
		}
	}

}
