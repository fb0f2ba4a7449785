package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.ControlGroup;
import io.strapper.testing.Folders;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.SmallDisks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that runs out of what it needs, and gets it back. */
class TroubleJourneyTests {

	@TempDir
	private Path folder;

	@RegisterExtension
	private final SmallDisks disks = new SmallDisks();

	@Test
	@Tag("root")
	void aDiskThatIsFullCostsNoExitCodeAndNoServer() throws Exception {
		Path home = Files.createDirectory(this.folder.resolve("home"));
		Path gate = this.folder.resolve("gate");
		this.disks.mount(home, "8m");
		try (ServerProcess server = ServerProcess.launch(home, Ports.free(), "--strapper.min-free-space=0B")
			.awaitAnswer()) {
			Folders.script(home, "flood", "deploy", "yes | head -c 20000000",
					"until [ -e '" + gate + "' ]; do sleep 0.05; done", "exit 9");
			Folders.script(home, "quiet", "deploy", "until [ -e '" + gate + "' ]; do sleep 0.05; done", "exit 3");
			Client admin = server.admin();
			await().until(() -> admin.json("/api/apps").size() == 3);
			admin.post("/api/apps/quiet/deploy");
			admin.post("/api/apps/flood/deploy");
			await().until(() -> home.toFile().getUsableSpace() == 0);
			Files.createFile(gate);
			await().until(() -> Files.exists(home.resolve("runs/flood/1/exit")));
			assertThat(Files.readString(home.resolve("runs/flood/1/exit"))).startsWith("9 cut");

			// Not even the database can be written: an answer may be cut off, or an error
			await().ignoreExceptions().until(() -> admin.get("/api/apps").statusCode() >= 500);

			// Somebody makes room
			Files.writeString(home.resolve("runs/flood/1/log"), "");

			assertThat(ended(admin, "flood").get("exitCode").asInt()).isEqualTo(9);
			assertThat(ended(admin, "flood").get("reason").asString()).isNotEmpty();
			assertThat(ended(admin, "quiet").get("exitCode").asInt()).isEqualTo(3);
			admin.app("quiet").press("deploy");
		}
	}

	@Test
	@Tag("root")
	void aDiskThatIsNearlyFullRefusesDeploysWithASentence() throws Exception {
		Path home = Files.createDirectory(this.folder.resolve("small"));
		this.disks.mount(home, "64m");
		try (Server server = Server.start(home)) {
			server.script("blog", "deploy", "exit 0");
			Client admin = server.admin();

			HttpResponse<String> answer = admin.post("/api/apps/blog/deploy");

			assertThat(answer.statusCode()).isEqualTo(507);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(new JsonMapper().readTree(answer.body()).get("detail").asString()).matches(
					"Only \\d+ MB free on the disk of .*, but a new run needs 100 MB\\. Free up space and try again\\.");
			assertThat(Client.text(admin.post("/apps/blog/deploy"))).contains("507", "a new run needs 100 MB");
			assertThat(admin.json("/api/apps/blog/runs")).isEmpty();
		}
	}

	/** Zero leaves the server not even a file descriptor to look for the app with. */
	@Test
	void aServerWithoutFileDescriptorsLosesNoRunAndGoesOnWhenItHasSome() throws Exception {
		Path home = this.folder.resolve("home");
		Path gate = this.folder.resolve("gate");
		Folders.script(home, "quick", "deploy", "exit 0");
		Folders.script(home, "long", "deploy", "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"exit 3");
		try (ServerProcess server = ServerProcess.start(home)) {
			Client admin = server.admin();
			// What is needed for the first time would be a class that cannot be loaded
			admin.post("/api/apps/long/deploy");
			admin.post("/api/apps/quick/deploy");
			ended(admin, "quick", 1);

			for (int left = 0; left <= 8; left++) {
				server.leaveDescriptors(left);
				HttpResponse<String> press;
				try {
					press = admin.postAs("application/json", "/api/apps/quick/deploy", Map.of());
				}
				finally {
					server.leaveDescriptors(1000);
				}
				if (press.statusCode() == 202) {
					JsonNode run = new JsonMapper().readTree(press.body());
					JsonNode end = ended(admin, "quick", run.get("number").asInt());
					if (!end.get("status").asString().equals("succeeded")) {
						assertThat(end.get("reason").asString())
							.matches("The (process could not be started|run's files could not be written|"
									+ "file deploy could not be read): (Too many open files|Bad file descriptor)\\.");
					}
				}
				else {
					assertThat(press.statusCode()).as(press.body()).isGreaterThanOrEqualTo(500);
					assertThat(press.body()).contains("Try again");
				}
			}

			assertThat(admin.json("/api/apps/long/runs/1").get("status").asString()).isEqualTo("running");
			int next = admin.json("/api/apps/quick/runs?limit=1").get(0).get("number").asInt() + 1;
			admin.app("quick").press("deploy");
			assertThat(ended(admin, "quick", next).get("status").asString()).isEqualTo("succeeded");
			Files.createFile(gate);
			assertThat(ended(admin, "long", 1).get("exitCode").asInt()).isEqualTo(3);
		}
	}

	/** Threads of the server count as processes, too. */
	@Test
	@Tag("root")
	void aServerWithoutProcessesLosesNoRunAndGoesOnWhenItHasSome() throws Exception {
		Path home = this.folder.resolve("home");
		Folders.script(home, "quick", "deploy", "exit 0");
		try (ControlGroup group = ControlGroup.create(); ServerProcess server = ServerProcess.start(home)) {
			Client admin = server.admin();
			group.add(server.pid());

			for (int left = 0; left <= 5; left++) {
				group.limit(group.processes() + left);
				HttpResponse<String> press;
				try {
					press = admin.postAs("application/json", "/api/apps/quick/deploy", Map.of());
				}
				finally {
					group.unlimit();
				}
				JsonNode end = ended(admin, "quick", left + 1);
				if (press.statusCode() == 202) {
					assertThat(left > 0 || end.get("status").asString().equals("failed")).as(end.toString()).isTrue();
				}
				else {
					// It had no thread: to wait for the process, or on a busy machine
					// sooner
					assertThat(press.statusCode()).as(press.body()).isGreaterThanOrEqualTo(500);
					assertThat(press.body()).contains("Try again");
				}
				if (!end.get("status").asString().equals("succeeded")) {
					assertThat(end.get("reason").asString()).isIn(
							"The process could not be started: Resource temporarily unavailable.",
							"The system has run out of processes, files or memory.",
							"The process could not be started. The log may say why.");
				}
			}

			admin.app("quick").press("deploy");
			assertThat(ended(admin, "quick", 7).get("status").asString()).isEqualTo("succeeded");
		}
	}

	private static JsonNode ended(Client client, String app) {
		return ended(client, app, 1);
	}

	private static JsonNode ended(Client client, String app, int number) {
		return await().ignoreExceptions()
			.until(() -> client.json("/api/apps/" + app + "/runs/" + number),
					(now) -> !now.get("status").asString().equals("running"));
	}

}
