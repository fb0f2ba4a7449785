package io.strapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The unit file that ships with the project. */
class ServiceUnitTests {

	private static final Path UNIT = Path.of("src/main/systemd/strapper.service");

	@TempDir
	private Path folder;

	@Test
	void isWhatSystemdUnderstands() throws Exception {
		Path program = Path.of("/usr/bin/systemd-analyze");
		Packages.install("The unit file is checked with " + program, "systemd", program);
		// Where it is tried there need not be a Java at that path
		Path unit = this.folder.resolve("strapper.service");
		Files.writeString(unit, Files.readString(UNIT).replace("/usr/bin/java", "/bin/true"));
		Path said = this.folder.resolve("said");

		Process analyze = new ProcessBuilder(program.toString(), "verify", unit.toString()).redirectErrorStream(true)
			.redirectOutput(said.toFile())
			.start();

		assertThat(analyze.waitFor()).as(Files.readString(said)).isZero();
		assertThat(said).isEmptyFile();
	}

	@Test
	void leavesTheRunsAloneWhenTheServerStops() throws Exception {
		List<String> settings = Files.readAllLines(UNIT).stream().filter((line) -> line.matches("[A-Z].*=.*")).toList();

		assertThat(settings).contains("KillMode=process", "OOMPolicy=continue", "Environment=LANG=C.UTF-8")
			.noneMatch((line) -> line.matches("(PrivateTmp|RuntimeDirectory|NoNewPrivileges)=.*"));
	}

}
