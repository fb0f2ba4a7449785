package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Folders;
import io.strapper.testing.Page;
import io.strapper.testing.Server;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code kill -9} of the server in the middle of a deploy. */
class RestartJourneyTests {

	@TempDir
	private Path home;

	@Test
	void aRunGoesOnWithoutTheServerAndNothingOfItIsLost() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "long", "deploy", "i=0", "while [ ! -e '" + gate + "' ] && [ $i -lt 6000 ]; do",
				"i=$((i + 1)); echo \"line $i;\"; sleep 0.05; done", "echo \"last $i\"", "exit 5");
		ServerProcess first = ServerProcess.start(this.home);
		Client admin = first.admin();
		admin.post("/api/apps/long/deploy");
		admin.app("long").awaitLog(1, "line 5;");

		first.kill();
		long before = Files.size(this.home.resolve("runs/long/1/log"));
		await().until(() -> Files.size(this.home.resolve("runs/long/1/log")) > before);

		try (ServerProcess second = ServerProcess.start(this.home)) {
			Client again = second.admin();
			assertThat(again.json("/api/apps/long/runs/1").get("status").asString()).isEqualTo("running");
			Files.createFile(gate);
			JsonNode run = again.app("long").ended(1);

			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(5);
			String log = again.get("/api/apps/long/runs/1/log").body();
			int last = Integer.parseInt(log.replaceAll("(?s).*last (\\d+).*", "$1"));
			List<String> lines = log.lines().filter((line) -> line.startsWith("line ")).map(String::strip).toList();
			assertThat(lines).isEqualTo(IntStream.rangeClosed(1, last).mapToObj((i) -> "line " + i + ";").toList());
		}
	}

	@Test
	void groupsAndTheFirstErrorAreKnownAgainWhileTheRunGoesOn() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "long", "deploy", "echo '::group::Fetch'", "echo 'src/a.c:1:2: error: x'",
				"echo ::endgroup::", "echo '::group::Build'", "seq -f 'line %.0f of a long log' 200000", "echo built",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "echo ::endgroup::", "echo '::group::Test'",
				"echo tested", "sleep 600");
		try (Server first = Server.start(this.home)) {
			Client admin = first.admin();
			admin.app("long").press("deploy");
			await().until(() -> outline(admin), "1 error, 2 groups, 1 open"::equals);
			first.leave();
		}

		try (Server second = Server.start(this.home)) {
			Client admin = second.admin();
			await().until(() -> outline(admin), "1 error, 2 groups, 1 open"::equals);
			assertThat(admin.json("/api/apps/long/runs/1").get("firstError").get("text").asString())
				.contains("error: x");
			assertThat(admin.json("/api/apps/long/runs/1/groups").get(1).get("firstLine").asLong()).isEqualTo(4);
			Files.createFile(gate);
			await().until(() -> outline(admin), "1 error, 3 groups, 1 open"::equals);
			admin.post("/api/apps/long/runs/1/cancel");
			assertThat(admin.app("long").ended(1).get("counts").get("groups").asInt()).isEqualTo(3);
		}
	}

	private static String outline(Client admin) {
		JsonNode counts = admin.json("/api/apps/long/runs/1").get("counts");
		return counts.isNull() ? "" : "%d error, %d groups, %d open".formatted(counts.get("errors").asInt(),
				counts.get("groups").asInt(), counts.get("open").asInt());
	}

	@Test
	void aRunThatEndsWhileTheServerIsAwayIsFinishedFromItsExitFile() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "short", "deploy", "echo started",
				"while [ ! -e '" + gate + "' ]; do sleep 0.02; done", "exit 9");
		ServerProcess first = ServerProcess.start(this.home);
		Client admin = first.admin();
		admin.post("/api/apps/short/deploy");
		admin.app("short").awaitLog(1, "started");
		first.kill();
		Files.createFile(gate);
		Path exit = this.home.resolve("runs/short/1/exit");
		await().until(() -> Files.exists(exit) && Files.size(exit) > 0);

		try (ServerProcess second = ServerProcess.start(this.home)) {
			JsonNode run = second.admin().json("/api/apps/short/runs/1");

			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(9);
			assertThat(run.get("size").asLong()).isEqualTo(Files.size(this.home.resolve("runs/short/1/log")));
		}
	}

	@Test
	void aStopThatWasPressedHappensThoughTheServerDies() throws Exception {
		Folders.script(this.home, "both", "deploy", "trap 'sleep 1; exit 0' TERM", "echo ready",
				"while :; do sleep 0.05; done");
		Folders.script(this.home, "both", "stop", "echo stopped by $STRAPPER_USER");
		ServerProcess first = ServerProcess.start(this.home);
		Client admin = first.admin();
		admin.post("/api/apps/both/deploy");
		admin.app("both").awaitLog(1, "ready");

		assertThat(admin.post("/api/apps/both/stop").statusCode()).isEqualTo(202);
		first.kill();

		try (ServerProcess second = ServerProcess.start(this.home)) {
			Client again = second.admin();
			await().until(() -> again.json("/api/apps/both/runs").toString().contains("\"succeeded\""));
			JsonNode runs = again.json("/api/apps/both/runs");
			assertThat(runs).hasSize(2);
			assertThat(runs.get(0).get("action").asString()).isEqualTo("stop");
			assertThat(runs.get(1).get("status").asString()).isEqualTo("cancelled");
			assertThat(runs.get(1).get("cancelledBy").asString()).isEqualTo("admin");
			assertThat(again.get("/api/apps/both/runs/2/log").body()).containsOnlyOnce("stopped by admin");
		}
	}

	@Test
	void anOpenPageLivesThroughTheDeathOfTheServer() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "watched", "deploy", "i=0", "while [ ! -e '" + gate + "' ] && [ $i -lt 6000 ]; do",
				"i=$((i + 1)); echo \"line $i\"; sleep 0.05; done", "echo the end");
		ServerProcess first = ServerProcess.start(this.home);
		try (CuttableProxy wire = new CuttableProxy(first.port());
				Page page = new Page(wire.url()).signIn("admin", Server.PASSWORD)) {
			page.open("/apps/watched").press("Deploy");
			page.awaitShown("line 10");
			page.driver().executeScript("window.sameDocument = true");

			first.kill();
			await().until(() -> !page.connection().equals("Live"));
			shoot(page, "kill9-away.png");
			try (ServerProcess second = ServerProcess.start(this.home)) {
				wire.mend(second.port());
				page.awaitConnection("Live");
				assertThat(page.status()).isEqualTo("Running");
				Files.createFile(gate);

				page.awaitStatus("Succeeded");
				page.awaitShown("the end");
				shoot(page, "kill9.png");
				assertThat(page.driver().executeScript("return window.sameDocument")).isEqualTo(true);
				List<String> lines = page.log().values().stream().filter((line) -> line.startsWith("line ")).toList();
				assertThat(lines)
					.isEqualTo(IntStream.rangeClosed(1, lines.size()).mapToObj((i) -> "line " + i).toList());
			}
		}
	}

	/** For people to look at. */
	private static void shoot(Page page, String name) throws IOException {
		Path folder = Files.createDirectories(Path.of("target/screenshots"));
		Files.write(folder.resolve(name), page.driver().getScreenshotAs(OutputType.BYTES));
	}

}
