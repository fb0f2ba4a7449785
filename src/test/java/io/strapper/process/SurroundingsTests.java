package io.strapper.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.strapper.app.Action;
import io.strapper.run.DiskFullException;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import io.strapper.testing.ControlGroup;
import io.strapper.testing.SmallDisks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs on machines that are not as they should be. */
class SurroundingsTests extends RealRuns {

	@RegisterExtension
	private final SmallDisks disks = new SmallDisks();

	@Test
	void runsWithoutATerminalWhereThereIsNoScript() throws Exception {
		Path programs = Files.createDirectory(this.root.resolve("bin"));
		for (String program : List.of("sh", "setsid", "mv", "tail", "tr", "stty", "sleep")) {
			Path file = programs.resolve(program);
			Files.writeString(file, "#!/bin/sh\nexec %s \"$@\"\n".formatted(executable(program)));
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		this.server.environment(Map.of("PATH", programs.toString()))
			.script(RunServer.BLOG, "deploy", "test -t 1 || echo no terminal", "echo $FORCE_COLOR $CLICOLOR_FORCE",
					"exit 6")
			.start();

		Run run = this.server.deployed();

		assertThat(run.exitCode()).isEqualTo(6);
		assertThat(this.server.output(run)).isEqualTo("no terminal\n1 1\n");
		assertThat(this.server.log(run)).contains("✘ deploy #1 failed (exit code 6)");
	}

	@Test
	void failsWithASentenceWhereThereIsNoSetsid() {
		this.server.environment(Map.of("PATH", "/no/such/folder")).script(RunServer.BLOG, "deploy", "exit 0").start();

		assertThat(this.server.deployed().reason()).isEqualTo(
				"The program setsid is not on the server's PATH. Install it (package util-linux) and try again.");
	}

	@Test
	void takesAShellThatIsNone() {
		this.server.environment(Map.of("PATH", System.getenv("PATH"), "SHELL", "/usr/sbin/nologin"))
			.script(RunServer.BLOG, "deploy", "echo $SHELL")
			.start();

		Run run = this.server.deployed();

		assertThat(run.exitCode()).isZero();
		assertThat(this.server.output(run)).isEqualTo("/usr/sbin/nologin\n");
	}

	@Test
	@Tag("root")
	void tellsTheExitCodeThoughTheDiskIsFull() throws Exception {
		Path runs = Files.createDirectory(this.root.resolve("runs"));
		this.disks.mount(runs, "128k");
		this.server.script(RunServer.BLOG, "deploy", "seq 1 100000", "exit 9").start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.exitCode()).isEqualTo(9);
		assertThat(run.reason())
			.isEqualTo("The log has no closing line because it could not be written. The disk may be full.");
		assertThat(this.server.log(run)).startsWith("\u001b[1;36m▶ deploy #1 of blog");
	}

	@Test
	@Tag("root")
	void failsWithASentenceWhereTheDiskIsFullAlready() throws Exception {
		Path runs = Files.createDirectory(this.root.resolve("runs"));
		this.disks.mount(runs, "16k");
		this.server.script(RunServer.BLOG, "deploy", "exit 9").start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.reason()).isEqualTo("The run's files could not be written: No space left on device.");
	}

	@Test
	@Tag("root")
	void refusesToDeployWhereTheDiskIsNearlyFull() throws Exception {
		Path runs = Files.createDirectory(this.root.resolve("runs"));
		this.disks.mount(runs, "4m");
		this.server.storage(RunServer.storage(3 << 20))
			.script(RunServer.BLOG, "deploy", "exit 0")
			.script(RunServer.BLOG, "stop", "rm '" + runs.resolve("filler") + "'")
			.start();
		assertThat(this.server.deployed().status()).isEqualTo(RunStatus.SUCCEEDED);
		Files.write(runs.resolve("filler"), new byte[2 << 20]);

		assertThatThrownBy(() -> this.server.press(Action.DEPLOY)).isInstanceOf(DiskFullException.class)
			.hasMessage("Only 1 MB free on the disk of %s, but a new run needs 3 MB. Free up space and try again.",
					runs);
		assertThat(this.server.runs().newest(RunServer.BLOG).orElseThrow().number()).isEqualTo(1);

		// A stop is tried, and makes room
		assertThat(this.server.ended(this.server.press(Action.STOP)).status()).isEqualTo(RunStatus.SUCCEEDED);
		assertThat(this.server.deployed().status()).isEqualTo(RunStatus.SUCCEEDED);
	}

	@ParameterizedTest(name = "{0} more processes")
	@ValueSource(ints = { 0, 1, 2, 3, 4 })
	@Tag("root")
	void failsWithASentenceWhereThereAreNoMoreProcesses(int processes) throws Exception {
		try (ControlGroup group = ControlGroup.create()) {
			group.limit(processes + 1);
			Path programs = Files.createDirectory(this.root.resolve("bin"));
			Path setsid = Files.writeString(programs.resolve("setsid"),
					"#!/bin/sh\n%s\nexec %s \"$@\"\n".formatted(group.join(), executable("setsid")));
			Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwxr-xr-x"));
			this.server.environment(Map.of("PATH", programs + ":" + System.getenv("PATH")))
				.script(RunServer.BLOG, "deploy", "exit 0")
				.start();

			Run run = this.server.deployed();

			// Three are enough for a terminal, the shell inside and the action
			if (processes < 3) {
				assertThat(run.status()).isEqualTo(RunStatus.FAILED);
				assertThat(run.reason())
					.isEqualTo((processes > 0) ? "The system has run out of processes, files or memory."
							: "The process could not be started. The log may say why.");
			}
			else {
				assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
			}
		}
	}

	@ParameterizedTest(name = "{0} files")
	@ValueSource(ints = { 3, 8, 10, 11 })
	void failsWithASentenceWhereThereAreNoMoreFiles(int files) throws Exception {
		Path programs = Files.createDirectory(this.root.resolve("bin"));
		Path setsid = Files.writeString(programs.resolve("setsid"),
				"#!/bin/sh\nulimit -n %d\nexec %s \"$@\"\n".formatted(files, executable("setsid")));
		Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.server.environment(Map.of("PATH", programs + ":" + System.getenv("PATH")))
			.script(RunServer.BLOG, "deploy", "exit 0")
			.start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.reason()).isIn("The process could not be started. The log may say why.",
				"The system has run out of processes, files or memory.");
	}

	private static Path executable(String program) {
		return new RunEnvironment(System.getenv(), List.of()).find(program).orElseThrow();
	}

}
