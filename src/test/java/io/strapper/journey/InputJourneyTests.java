package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Packages;
import io.strapper.testing.Ports;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableTicker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tools that ask somebody who is not there: none makes a run wait for ever. */
class InputJourneyTests {

	/**
	 * An event loop: whether it awaits keys (raw) or lines, and a socket, too; what it
	 * says every three seconds; for how many seconds. It ignores what is typed.
	 */
	private static final String LOOP = """
			import os, select, socket, sys, termios, time, tty
			kinds, said, end = sys.argv[1].split(','), sys.argv[2].encode(), time.monotonic() + int(sys.argv[3])
			terminal = os.open('/dev/tty', os.O_RDWR)
			if 'raw' in kinds:
			    tty.setraw(terminal)
			loop = select.epoll()
			loop.register(terminal, select.EPOLLIN)
			if 'socket' in kinds:
			    server = socket.create_server(('127.0.0.1', 0))
			    loop.register(server, select.EPOLLIN)
			os.write(1, said)
			pause = 3 if said.endswith(b'\\n') else None
			while time.monotonic() < end:
			    if loop.poll(pause if pause else end - time.monotonic()):
			        os.read(terminal, 100)
			    elif pause:
			        os.write(1, said)
			""";

	@RunningServer(value = "--strapper.input-timeout=30m", parts = TurnableTicker.class)
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() throws IOException {
		Packages.install("Tools that ask", "whiptail sudo openssh-client openssh-server python3 npm git less",
				Stream
					.of("/usr/bin/whiptail", "/usr/bin/sudo", "/usr/bin/ssh", "/usr/sbin/sshd", "/usr/bin/python3",
							"/usr/bin/npm", "/usr/bin/git", "/usr/bin/less")
					.map(Path::of)
					.toArray(Path[]::new));
		admin = server.admin();
		Files.writeString(server.home().resolve("loop.py"), LOOP);
	}

	/** The client, which asks before it looks for a server. */
	private static Path docker() {
		Path packaged = Path.of("/usr/bin/docker");
		Path client = Stream.of("/usr/local/bin/docker", packaged.toString())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(packaged);
		Packages.install("A tool that asks", "docker.io", client);
		return client;
	}

	static Stream<Arguments> askers() {
		return Stream.of(
				Arguments.of("getpass", "/usr/bin/python3 -c 'import getpass; getpass.getpass()'", "Password: "),
				Arguments.of("lines", "read -r a </dev/tty; read -r b </dev/tty || exit 3", ""),
				Arguments.of("cat", "cat </dev/tty; exit 3", ""),
				Arguments.of("late",
						"printf 'Sure? '; stty -icanon icanon </dev/tty; sleep 1; head -c 1 </dev/tty; exit 3",
						"Sure? "),
				Arguments.of("twice",
						"for i in 1 2; do /usr/bin/python3 -c 'import getpass; getpass.getpass()'; done; exit 3",
						"Password: "),
				// As a user who has to say who he is, whoever runs this test
				Arguments.of("sudo", "setpriv --reuid=65534 --regid=65534 --clear-groups sudo -k true || exit 3",
						"password"),
				Arguments.of("docker", docker() + " login -u ann 127.0.0.1:1", "non TTY device"),
				Arguments.of("npm", "cd \"$TMP\" && npm init && exit 3", "package name"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("askers")
	void whoReadsLinesIsToldThatThereAreNone(String app, String command, String question) throws Exception {
		run(app, command);

		JsonNode end = awaitEnd(app);

		assertThat(end.get("status").asString()).as(log(app)).isEqualTo("failed");
		assertThat(end.get("reason").asString(null)).as(log(app)).isNull();
		assertThat(log(app)).contains(question);
	}

	@Test
	void sshToAnUnknownHostFails() throws Exception {
		Path key = server.home().resolve("host_key");
		command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
		Files.createDirectories(Path.of("/run/sshd"));
		int port = Ports.free();
		Process sshd = new ProcessBuilder("/usr/sbin/sshd", "-D", "-f", "/dev/null", "-h", key.toString(), "-p",
				Integer.toString(port), "-o", "ListenAddress=127.0.0.1")
			.inheritIO()
			.start();
		try {
			run("ssh", "ssh -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=ask -o ConnectionAttempts=20 -p "
					+ port + " 127.0.0.1 true");

			JsonNode end = awaitEnd("ssh");

			assertThat(end.get("exitCode").asInt()).isEqualTo(255);
			assertThat(log("ssh")).contains("Are you sure you want to continue connecting",
					"Host key verification failed");
		}
		finally {
			sshd.destroy();
		}
	}

	static Stream<Arguments> stubborn() {
		return Stream.of(Arguments.of("dialog", "whiptail --yesno 'Drop the database?' 10 40", null),
				Arguments.of("pager", "seq 1 300 | less", null),
				Arguments.of("keys",
						"printf 'Continue? [y/N] '; stty -icanon min 1 </dev/tty; "
								+ "while [ \"$key\" != y ]; do key=$(head -c 1 </dev/tty); done",
						"Continue? [y/N]"),
				Arguments.of("raw-loop", loop("raw", "Token: ", 600), "Token:"),
				Arguments.of("line-loop", loop("lines", "Token: ", 600), "Token:"),
				Arguments.of("raw-loop-with-a-socket", loop("raw,socket", "Token: ", 600), "Token:"),
				// It goes on waiting after the end-of-file, for nothing
				Arguments.of("docker-login", "exec " + docker() + " login 127.0.0.1:1 </dev/tty", "Username:"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("stubborn")
	void whoWaitsForKeysIsSeenToldAndEnded(String app, String command, String question) throws Exception {
		run(app, "printf '\\033[32mready\\033[0m\\n'", command);
		await().until(() -> log(app).contains("ready"));

		String warning = await().until(() -> admin.json("/api/apps/" + app + "/runs/1").get("warning").asString(""),
				(said) -> !said.isEmpty());

		assertThat(warning).startsWith("The run is waiting for input, but nobody is at its terminal")
			.endsWith(" The run will fail after 30m.")
			.contains((question != null) ? ": “" + question + "”" : "");
		assertThat(Client.text(admin.get("/apps/" + app))).contains(warning.substring(0, 40));
		JsonNode end = awaitEndWhilePassing(Duration.ofMinutes(30), app);
		assertThat(end.get("status").asString()).isEqualTo("failed");
		assertThat(end.get("reason").asString())
			.startsWith("The run waited 30m (strapper.input-timeout) for input, but nobody is at its terminal");
		assertThat(end.get("warning").asString(null)).isNull();
		assertThat(log(app)).contains("\u001b[32mready");
		// Whatever screen it was killed in
		List<String> lines = admin.get("/api/apps/" + app + "/runs/1/log?plain").body().lines().toList();
		assertThat(lines.get(lines.size() - 1)).startsWith("✘ deploy #1 failed (exit code ");
	}

	@Test
	void whoListensWithoutAQuestionOrHasAConnectionIsLeftAlone() {
		List<String> apps = List.of("keys-and-socket", "lines-alone", "lines-and-socket", "copies");
		run(apps.get(0), loop("raw,socket", "listening\n", 9));
		run(apps.get(1), loop("lines", "tick\n", 9));
		run(apps.get(2), loop("lines,socket", "Downloading… ", 9));
		run(apps.get(3), "exec 3>/dev/tty 4>&1; printf 'Waiting… '",
				"exec /usr/bin/python3 -c 'import select; select.poll().poll(9000)'");

		for (String app : apps) {
			List<String> warnings = new ArrayList<>();
			await().until(() -> {
				server.bean(TurnableTicker.class).turn(Duration.ofMinutes(1));
				JsonNode run = admin.json("/api/apps/" + app + "/runs/1");
				warnings.add(run.get("warning").asString(""));
				return !run.get("status").asString().equals("running");
			});
			assertThat(warnings).as(app).containsOnly("");
			assertThat(awaitEnd(app).get("status").asString()).as(app).isEqualTo("succeeded");
		}
	}

	/** Runs the event loop of {@link #LOOP}. */
	private static String loop(String kinds, String said, int seconds) {
		return "exec /usr/bin/python3 ../../loop.py %s '%s' %d".formatted(kinds, said, seconds);
	}

	@Test
	void aPagerIsNotEvenStarted() throws Exception {
		run("git", "export HOME=$PWD; git init -q; git config user.email a@b.c; git config user.name a",
				"for i in $(seq 1 150); do git commit -q --allow-empty -m \"change $i\"; done; git log --oneline");

		assertThat(awaitEnd("git").get("status").asString()).isEqualTo("succeeded");
		assertThat(log("git")).contains("change 1\n", "change 150\n");
	}

	@Test
	void whoIsBusyWaitsForNobody() throws Exception {
		// It has the terminal open, and a question in the log, and sleeps
		run("busy", "exec 5<>/dev/tty; printf 'Downloading… '; sleep 8; echo done");

		assertThat(awaitEndWhilePassing(Duration.ofMinutes(1), "busy").get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void aQuestionToTheTerminalItselfCostsSecondsAtMost() throws Exception {
		// Cursor position, device attributes, background colour: as many tools ask, with
		// a bound
		server.file("queries", "ask.py", """
				import os, select, sys, tty
				terminal = os.open('/dev/tty', os.O_RDWR)
				tty.setcbreak(terminal)
				for query in ('\\033[6n', '\\033[c', '\\033]11;?\\007'):
				    os.write(terminal, query.encode())
				    ready, _, _ = select.select([terminal], [], [], 1)
				    print('answer' if ready else 'no answer')
				""");
		run("queries", "exec /usr/bin/python3 ask.py");

		assertThat(awaitEnd("queries").get("status").asString()).isEqualTo("succeeded");
		assertThat(log("queries")).containsPattern("(?s)no answer.*no answer.*no answer").doesNotContain("rgb:", "^[");
	}

	private static void run(String app, String... lines) {
		server.script(app, "deploy", lines);
		await().until(() -> admin.get("/api/apps/" + app).statusCode() == 200);
		assertThat(admin.post("/api/apps/" + app + "/deploy").statusCode()).isEqualTo(202);
	}

	private static JsonNode awaitEnd(String app) {
		return await().until(() -> admin.json("/api/apps/" + app + "/runs/1"),
				(run) -> !run.get("status").asString().equals("running"));
	}

	/**
	 * Lets so much time pass by the server's clock, again and again, until a run ends.
	 * What a program writes because of a key that was typed has to be seen before more
	 * time passes: otherwise it is output by itself, and begins another wait.
	 */
	private static JsonNode awaitEndWhilePassing(Duration time, String app) {
		await().pollInterval(Duration.ofSeconds(3)).until(() -> {
			server.bean(TurnableTicker.class).turn(time);
			return !admin.json("/api/apps/" + app + "/runs/1").get("status").asString().equals("running");
		});
		return awaitEnd(app);
	}

	private static String log(String app) {
		return admin.get("/api/apps/" + app + "/runs/1/log").body();
	}

	private static void command(String... command) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
	}

}
