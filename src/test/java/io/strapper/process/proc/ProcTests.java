package io.strapper.process.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ProcTests {

	private static final String VARIABLE = "STRAPPER_RUN_ID=proc-tests";

	private static ProcessBuilder program(String... command) {
		ProcessBuilder program = new ProcessBuilder(command);
		program.environment().put("STRAPPER_RUN_ID", "proc-tests");
		return program;
	}

	@Test
	void aProcessThatIsBecomingAnotherProgramKeepsItsVariables(@TempDir Path folder) throws Exception {
		Path script = folder.resolve("again");
		Files.writeString(script, "#!/bin/sh\nexec '" + script + "'\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		Process process = program(script.toString()).start();
		try {
			for (int i = 0; i < 20_000; i++) {
				assertThat(Proc.hasVariable(process.pid(), VARIABLE)).as("look %d", i).isTrue();
			}
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void anEnvironmentThatWasClearedIsEmpty() throws Exception {
		Process process = program("env", "-i", "sleep", "60").start();
		try {
			await().until(() -> Proc.name(process.pid()).equals("sleep"));

			assertThat(Proc.hasVariable(process.pid(), VARIABLE)).isFalse();
			assertThat(Proc.hasVariable(process.pid(), "PATH=" + System.getenv("PATH"))).isFalse();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
