package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs of a server that runs as root, started as {@code nobody}. */
@Tag("root")
class RunAsJourneyTests {

	private static final int NOBODY = 65534;

	private Path home;

	/** Below a folder that others may pass through, unlike the usual temporary one. */
	@BeforeEach
	void makeHome() throws Exception {
		this.home = Files.createDirectory(Path.of("/var/tmp/strapper-" + ProcessHandle.current().pid()));
		Files.createDirectories(this.home.resolve("apps"));
	}

	@AfterEach
	void removeHome() throws Exception {
		try (Stream<Path> files = Files.walk(this.home)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	private void script(String app, String... lines) throws Exception {
		Folders.script(this.home, app, "deploy", lines);
		Files.setPosixFilePermissions(this.home.resolve("apps").resolve(app),
				PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.setPosixFilePermissions(this.home.resolve("apps").resolve(app).resolve("deploy"),
				PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Server start() {
		return Server.start(this.home, "--strapper.run-as=nobody", "--strapper.cancel-grace=1s");
	}

	@Test
	void aRunIsAnotherUserAndReachesNothingOfTheServer() throws Exception {
		script("blog", "id -un", "echo $HOME $USER $GREETING", "echo again >/dev/stdout",
				"tty >/dev/null || echo no input", "[ -t 1 ] && echo terminal",
				"for f in ../../db/*.db ../../runs ../../lock ../../initial-admin-password; do",
				"head -c 1 $f >/dev/null 2>&1 && echo READ $f; ( : >>$f ) 2>/dev/null && echo WROTE $f; done",
				"tr '\\0' '\\n' </proc/" + ProcessHandle.current().pid()
						+ "/environ 2>/dev/null | grep -q . && echo ENVIRON",
				"kill -0 $PPID 2>/dev/null && echo KILLS", "env | grep INSIDE", "grep CapEff /proc/self/status",
				"exit 3");
		Folders.file(this.home, "blog", "app.yml", "environment: {GREETING: \"it's $HOME `id` \\\"quoted\\\"\"}\n");
		try (Server server = start()) {
			Client admin = server.admin();

			JsonNode run = admin.app("blog").deployed();

			String log = admin.app("blog").log(1);
			assertThat(log)
				.contains("\nnobody\n", "/nonexistent nobody it's $HOME `id` \"quoted\"", "\nagain\n", "\nterminal\n",
						"CapEff:\t0000000000000000")
				.doesNotContain("READ", "WROTE", "ENVIRON", "KILLS", "INSIDE");
			assertThat(run.get("exitCode").asInt()).isEqualTo(3);
			Path directory = this.home.resolve("runs/blog/1");
			for (String name : List.of("log", "exit", "pid", "wrapper")) {
				assertThat(Files.getAttribute(directory.resolve(name), "unix:uid")).as(name).isEqualTo(0);
			}
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.home))).isEqualTo("rwx--x---");
		}
	}

	@Test
	void whatTheAppChoosesIsNotLoadedBeforeTheUserChanges() throws Exception {
		script("blog", "true");
		Folders.file(this.home, "blog", "app.yml", "environment: {LD_PRELOAD: /nowhere.so, PATH: /nowhere}\n");
		try (Server server = start()) {
			Client admin = server.admin();

			assertThat(admin.app("blog").deployed().get("status").asString()).isEqualTo("succeeded");

			// One complaint of the loader for each program: the shell that renames the
			// variables has none, the script has
			assertThat(admin.app("blog").log(1).lines().filter((line) -> line.contains("/nowhere.so"))).hasSize(1);
		}
	}

	@Test
	void aCancelEndsIt() throws Exception {
		script("blog", "trap '' TERM", "echo ready", "sleep 600 & wait", "sleep 600");
		try (Server server = start()) {
			Client admin = server.admin();
			long run = admin.app("blog").press("deploy");
			admin.app("blog").awaitLog(run, "ready");
			long uid = ProcessHandle.allProcesses()
				.filter((process) -> process.info().commandLine().orElse("").endsWith("apps/blog/deploy"))
				.filter((process) -> process.info().user().orElse("").equals("nobody"))
				.count();
			assertThat(uid).isPositive();

			admin.post("/api/apps/blog/runs/" + run + "/cancel");

			JsonNode ended = admin.app("blog").ended(run);
			assertThat(ended.get("status").asString()).isEqualTo("cancelled");
			assertThat(ended.get("reason").asString("")).doesNotContain("could not be killed");
		}
	}

	@Test
	void anAppThatTheUserCouldChangeIsNotStarted() throws Exception {
		script("own", "id");
		Files.setAttribute(this.home.resolve("apps/own"), "unix:uid", NOBODY);
		script("open", "id");
		Folders.file(this.home, "open", "app.yml", "name: Open\n");
		Files.setAttribute(this.home.resolve("apps/open/app.yml"), "unix:uid", NOBODY);
		script("closed", "id");
		script("linked", "id");
		Path elsewhere = Files.createDirectory(this.home.resolve("elsewhere"));
		Files.move(this.home.resolve("apps/linked"), elsewhere.resolve("linked"));
		Files.createSymbolicLink(this.home.resolve("apps/linked"), elsewhere.resolve("linked"));
		Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
		script("moved", "id -un");
		Path target = Files.createDirectory(this.home.resolve("target"));
		Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.move(this.home.resolve("apps/moved"), target.resolve("moved"));
		Files.createSymbolicLink(this.home.resolve("apps/moved"), target.resolve("moved"));
		Files.setAttribute(elsewhere, "unix:uid", NOBODY);
		Files.setPosixFilePermissions(this.home.resolve("apps/closed"), PosixFilePermissions.fromString("rwx------"));
		try (Server server = start()) {
			Client admin = server.admin();

			assertThat(refused(admin, "own")).contains("The user nobody can change apps/own or its app.yml");
			assertThat(refused(admin, "open")).contains("The user nobody can change apps/open or its app.yml");
			assertThat(refused(admin, "linked")).contains("The user nobody can change apps/linked or its app.yml");
			await().until(() -> !admin.json("/api/apps/moved").get("actions").isEmpty());
			assertThat(admin.app("moved").deployed().get("status").asString()).isEqualTo("succeeded");
			assertThat(refused(admin, "closed")).contains("The user nobody may not execute deploy. Run chmod -R go+rX");
		}
	}

	private static String refused(Client admin, String app) {
		await().until(() -> !admin.json("/api/apps/" + app).get("actions").isEmpty());
		admin.post("/api/apps/" + app + "/deploy");
		assertThat(admin.app(app).ended(1).get("status").asString()).isEqualTo("failed");
		return admin.app(app).log(1);
	}

	@Test
	void aUserThatCannotBeUsedEndsTheStartWithOneSentence() throws Exception {
		assertEnds("this machine has no user named nobody-here", List.of(), "nobody-here");
		assertEnds("strapper.run-as cannot be root", List.of(), "root");
		assertEnds("no process can be started as daemon",
				List.of("setpriv", "--bounding-set=-setuid,-setgid", "--inh-caps=-all"), "daemon");
	}

	private void assertEnds(String sentence, List<String> by, String user) throws Exception {
		try (ServerProcess server = ServerProcess.launch(by, this.home, Ports.free(), "--strapper.run-as=" + user)) {
			assertThat(server.awaitEnd()).isNotZero();
			assertThat(server.output()).contains("Strapper did not start: ").contains(sentence).doesNotContain("\tat ");
		}
	}

}
