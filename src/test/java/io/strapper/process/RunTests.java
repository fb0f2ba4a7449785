package io.strapper.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.strapper.app.Action;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real processes: what a run sees, what it leaves, how it ends. */
class RunTests extends RealRuns {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			exit 0                    | SUCCEEDED | 0
			exit 7                    | FAILED    | 7
			kill -9 $$; sleep 60      | FAILED    | 137
			kill $$; sleep 60         | FAILED    | 143
			kill -9 0; sleep 60       | FAILED    | 137
			kill 0; sleep 60          | FAILED    | 143
			no-such-command           | FAILED    | 127
			exit 255                  | FAILED    | 255
			exit 256                  | SUCCEEDED | 0
			kill -SEGV $$; sleep 60   | FAILED    | 139
			kill -SEGV 0; sleep 60    | FAILED    | 139
			kill -PIPE $$; sleep 60   | FAILED    | 141
			kill -USR1 0; sleep 60    | FAILED    | 138
			kill -RTMIN $$; sleep 60  | FAILED    | 162
			""")
	void tellsHowTheProcessEnded(String script, RunStatus status, int exitCode) {
		this.server.script(RunServer.BLOG, "deploy", script).start();

		Run run = this.server.deployed();

		assertThat(run.status()).isEqualTo(status);
		assertThat(run.exitCode()).isEqualTo(exitCode);
		assertThat(run.reason()).isNull();
		assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
		assertThat(this.server.runs().active()).isEmpty();
		assertThat(this.server.events()).containsExactly(new RunStarted(new Run(run.app(), 1, Action.DEPLOY,
				RunStatus.RUNNING, null, "ann", run.startedAt(), null, null, null, null, null, null, null, null, null)),
				new RunFinished(run));
	}

	@Test
	void keepsEveryByteInOrder() throws Exception {
		this.server
			.script(RunServer.BLOG, "deploy", "seq 1 200000", "printf 'a\\tb\\r\\033[1;31mred\\033[0m\\377\\n'",
					"echo error >&2")
			.start();

		Run run = this.server.deployed();

		byte[] log = Files.readAllBytes(this.server.logs().file(run.app(), run.number()));
		String text = new String(log, StandardCharsets.ISO_8859_1);
		StringBuilder expected = new StringBuilder();
		for (int i = 1; i <= 200000; i++) {
			expected.append(i).append('\n');
		}
		expected.append("a\tb\r\033[1;31mred\033[0m\u00ff\nerror\n");
		assertThat(text.substring(text.indexOf('\n') + 1, text.lastIndexOf('\u0018'))).isEqualTo(expected.toString());
		assertThat(run.logSize()).isEqualTo(log.length).isEqualTo(this.server.logs().size(run));
	}

	@Test
	void opensAndClosesTheLog() {
		this.server.script(RunServer.BLOG, "deploy", "printf 'no end of line \\033['; exit 3").start();

		Run run = this.server.ended(this.server.deployer().start(RunServer.BLOG, Action.DEPLOY, "a\u001b[31m\nn"));

		assertThat(this.server.log(run))
			.startsWith("\u001b[1;36m▶ deploy #1 of blog, started by a\ufffd[31m\ufffdn at 20")
			.contains(" UTC\u001b[m\n")
			.contains(
					"no end of line \u001b[\u0018\u001b[m\u001b]8;;\u0007\u001b[!p\u001b[?47l\r\n\u001b[31m✘ deploy #1 failed (exit code 3) after ")
			.endsWith(" s\u001b[m\n");
	}

	@Test
	void givesEachRunATerminal() {
		this.server
			.script(RunServer.BLOG, "deploy", "stty size </dev/tty", "test -t 1 && test -t 2 && echo terminal",
					"echo $TERM", "readlink /proc/self/fd/0", "pwd")
			.start();

		Run run = this.server.deployed();

		assertThat(this.server.output(run).lines()).containsExactly("100 160", "terminal", "xterm-256color",
				"/dev/null", this.root.resolve("apps/blog").toString());
	}

	@Test
	void givesARunACleanEnvironment() {
		Map<String, String> environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", "/home/strapper",
				"DATABASE_PASSWORD", "secret", "SSH_AUTH_SOCK", "/agent", "TZ", "Europe/Berlin"));
		this.server.environment(environment)
			.settings(new RunSettings(Duration.ofSeconds(1), null, null, RunServer.INPUT_TIMEOUT,
					List.of("SSH_AUTH_SOCK")))
			.file(RunServer.BLOG, "app.yml", "environment:\n  COLOR: green\n  PATH: /opt/blog:/usr/bin:/bin\n")
			.script(RunServer.BLOG, "deploy", "tr '\\0' '\\n' </proc/$$/environ")
			.start();

		Run run = this.server.deployed();

		Map<String, String> seen = Arrays.stream(this.server.output(run).split("\n"))
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((part) -> part[0], (part) -> part[1]));
		assertThat(seen.remove("STRAPPER_RUN_ID")).hasSize(36);
		// What a shell adds of itself
		seen.keySet().removeAll(Set.of("PWD", "OLDPWD", "SHLVL", "_"));
		assertThat(seen).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("PATH", "/opt/blog:/usr/bin:/bin"),
				Map.entry("HOME", "/home/strapper"), Map.entry("USER", System.getProperty("user.name")),
				Map.entry("LOGNAME", System.getProperty("user.name")), Map.entry("SHELL", "/bin/sh"),
				Map.entry("LANG", "C.UTF-8"), Map.entry("TZ", "Europe/Berlin"), Map.entry("TERM", "xterm-256color"),
				Map.entry("SSH_AUTH_SOCK", "/agent"), Map.entry("COLOR", "green"), Map.entry("STRAPPER_APP", "blog"),
				Map.entry("PAGER", "cat"), Map.entry("GIT_PAGER", "cat"), Map.entry("MANPAGER", "cat"),
				Map.entry("SYSTEMD_PAGER", "cat"), Map.entry("AWS_PAGER", ""),
				Map.entry("DEBIAN_FRONTEND", "noninteractive"), Map.entry("NEEDRESTART_MODE", "a"),
				Map.entry("NEEDRESTART_SUSPEND", "1"), Map.entry("GIT_TERMINAL_PROMPT", "0"),
				Map.entry("STRAPPER_RUN", "1"), Map.entry("STRAPPER_ACTION", "deploy"),
				Map.entry("STRAPPER_USER", "ann")));
	}

	@Test
	void leaksNoFileOfTheServer() {
		this.server.script(RunServer.BLOG, "deploy", "grep SigBlk /proc/self/status", "exec ls -l /proc/self/fd")
			.start();

		String output = this.server.output(this.server.deployed());

		// The third is ls looking at them
		assertThat(output.replaceAll("(?m)^.* ([0-9]+) -> ", "$1 ").lines())
			.containsSequence("SigBlk:\t0000000000000000")
			.filteredOn((line) -> line.matches("[0-9]+ .*"))
			.satisfiesExactly((line) -> assertThat(line).isEqualTo("0 /dev/null"),
					(line) -> assertThat(line).startsWith("1 /dev/pts/"),
					(line) -> assertThat(line).startsWith("2 /dev/pts/"),
					(line) -> assertThat(line).matches("3 /proc/[0-9]+/fd"));
	}

	@Test
	void keepsFilesToItself() throws Exception {
		this.server.script(RunServer.BLOG, "deploy", "exit 0").start();

		Run run = this.server.deployed();

		Path directory = this.server.files(run).directory().path();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
		try (var files = Files.list(directory)) {
			assertThat(files)
				.allSatisfy((file) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.isEqualTo("rw-------"))
				.extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrder("banner", "exit", "log", "pid", "run.sh", "wrapper");
		}
	}

}
