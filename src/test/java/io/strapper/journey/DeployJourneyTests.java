package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Press, watch, end: real processes, a real port, a real STOMP client. */
class DeployJourneyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	private static Path home;

	private static Server server;

	private static Client admin;

	private static Client viewer;

	@BeforeAll
	static void start() {
		server = Server.start(home);
		admin = new Client(server.url()).signIn("admin", Server.PASSWORD);
		admin.post("/users", Map.of("username", "vera", "password", "long enough to watch", "role", "VIEWER"));
		viewer = new Client(server.url()).signIn("vera", "long enough to watch");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static JsonNode ended(String app, long run) {
		String path = "/api/apps/" + app + "/runs/" + run;
		return await().atMost(PATIENCE)
			.until(() -> admin.json(path), (now) -> !now.get("status").asString().equals("running"));
	}

	private static void awaitApp(String app) {
		await().atMost(Duration.ofSeconds(2)).until(() -> admin.get("/api/apps/" + app).statusCode() == 200);
	}

	private static long press(String app, String action) {
		awaitApp(app);
		HttpResponse<String> response = admin.post("/api/apps/" + app + "/" + action);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
		String location = response.headers().firstValue("Location").orElseThrow();
		return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
	}

	private static String text(JsonNode snapshot) {
		StringBuilder text = new StringBuilder();
		snapshot.get("lines").forEach((line) -> text.append(line.asString().replaceAll("<[^>]*>", "")).append('\n'));
		return text.toString();
	}

	private static JsonNode screen(String app, long run) {
		return admin.json("/api/apps/" + app + "/runs/" + run + "/screen?lines=500");
	}

	@Test
	void linesArriveWhileTheProcessStillRuns() throws Exception {
		Path gate = home.resolve("gate");
		Folders.script(home, "patient", "deploy", "printf '\\033[32mready\\033[0m\\n'",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "echo done");
		awaitApp("patient");
		try (Subscriber subscriber = Subscriber.connect(viewer).subscribe("/topic/deploy.patient")) {
			long run = press("patient", "deploy");

			await().atMost(PATIENCE).until(() -> heard(subscriber).contains("<span class=\"fg2\">ready</span>"));
			assertThat(admin.json("/api/apps/patient/runs/" + run).get("status").asString()).isEqualTo("running");
			Files.createFile(gate);

			await().atMost(PATIENCE)
				.until(() -> subscriber.messages("run")
					.stream()
					.anyMatch((message) -> message.get("run").get("status").asString().equals("succeeded")));
			JsonNode last = subscriber.messages("run").get(subscriber.messages("run").size() - 1).get("run");
			List<JsonNode> deltas = subscriber.messages("delta");
			assertThat(deltas.get(0).get("from").asLong()).isZero();
			assertThat(deltas.get(deltas.size() - 1).get("to").asLong()).isEqualTo(last.get("size").asLong());
			assertThat(last.get("exitCode").asInt()).isZero();
		}
	}

	private static String heard(Subscriber subscriber) {
		return subscriber.messages("delta").toString().replace("\\\"", "\"");
	}

	@Test
	void aRunThatEndsAtOnceShowsItsWholeLog() {
		Folders.script(home, "quick", "deploy", "echo only line");

		long run = press("quick", "deploy");

		JsonNode ended = ended("quick", run);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		await().atMost(PATIENCE).until(() -> screen("quick", run).get("to").asLong() == ended.get("size").asLong());
		assertThat(text(screen("quick", run))).containsOnlyOnce("only line\n")
			.contains("deploy")
			.contains("exit code 0");
	}

	@Test
	void aFailingScriptShowsItsExitCode() {
		Folders.script(home, "broken", "deploy", "echo trying", "exit 7");

		JsonNode ended = ended("broken", press("broken", "deploy"));

		assertThat(ended.get("status").asString()).isEqualTo("failed");
		assertThat(ended.get("exitCode").asInt()).isEqualTo(7);
		assertThat(viewer.get("/apps/broken").body()).contains("Failed").contains("trying");
	}

	@Test
	void aSecondPressIsRefusedWithALinkToTheActiveRun() {
		Folders.script(home, "busy", "deploy", "sleep 60");
		long run = press("busy", "deploy");

		HttpResponse<String> byApi = admin.post("/api/apps/busy/deploy");
		HttpResponse<String> byPage = admin.post("/apps/busy/deploy");

		assertThat(byApi.statusCode()).isEqualTo(409);
		assertThat(byApi.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(byApi.body()).contains("\"link\":\"/apps/busy/runs/" + run + "\"");
		assertThat(byPage.statusCode()).isEqualTo(409);
		assertThat(byPage.body()).contains("href=\"/apps/busy/runs/" + run + "\"");
		admin.post("/apps/busy/runs/" + run + "/cancel");
		assertThat(ended("busy", run).get("status").asString()).isEqualTo("cancelled");
	}

	@Test
	void stopDuringADeployCancelsItAndFollows() {
		Folders.script(home, "stoppable", "deploy", "echo up", "sleep 60");
		Folders.script(home, "stoppable", "stop", "echo down");
		long deploy = press("stoppable", "deploy");

		assertThat(press("stoppable", "stop")).isEqualTo(deploy);

		assertThat(ended("stoppable", deploy).get("status").asString()).isEqualTo("cancelled");
		await().atMost(PATIENCE).until(() -> admin.json("/api/apps/stoppable/runs").size() == 2);
		JsonNode stop = ended("stoppable", deploy + 1);
		assertThat(stop.get("action").asString()).isEqualTo("stop");
		assertThat(stop.get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void aViewerWatchesButMayNotPress() {
		Folders.script(home, "watched", "deploy", "echo secret of none");
		long run = press("watched", "deploy");
		ended("watched", run);

		assertThat(viewer.get("/apps/watched").statusCode()).isEqualTo(200);
		assertThat(viewer.get("/api/apps/watched/runs/" + run + "/log").body()).contains("secret of none");
		assertThat(viewer.json("/api/apps/watched").get("mayPress").asBoolean()).isFalse();
		assertThat(viewer.post("/api/apps/watched/deploy").statusCode()).isEqualTo(403);
		assertThat(viewer.post("/apps/watched/deploy").statusCode()).isEqualTo(403);
		assertThat(viewer.get("/users").statusCode()).isEqualTo(403);
	}

	@Test
	void whatMayNotBeSeenIsNotThere() {
		Folders.file(home, "hidden", "app.yml", "viewers: []\n");
		Folders.script(home, "hidden", "deploy", "echo hush");
		long run = press("hidden", "deploy");
		ended("hidden", run);

		for (String path : List.of("", "/runs", "/runs/1", "/runs/1/screen", "/runs/1/log", "/runs/1/lines/0")) {
			HttpResponse<String> invisible = viewer.get("/api/apps/hidden" + path);
			HttpResponse<String> missing = viewer.get("/api/apps/missing" + path);
			assertThat(invisible.statusCode()).isEqualTo(404);
			assertThat(invisible.body().replace("hidden", "missing")).isEqualTo(missing.body());
			assertThat(admin.get("/api/apps/hidden" + path).statusCode()).isEqualTo(200);
		}
		assertThat(viewer.json("/api/apps").toString()).doesNotContain("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/topic/**", "/topic/deploy.*", "/topic/deploy.{x}", "/topic/deploy.hidden",
			"/topic/deploy.missing", "/topic/deploy.", "/topic/deploy.quick/../hidden", "/user/queue/x", "/topic/#" })
	void aSubscriptionToAnythingElseIsRefused(String destination) throws Exception {
		Folders.file(home, "hidden", "app.yml", "viewers: []\n");
		Folders.script(home, "hidden", "deploy", "echo hush");
		awaitApp("hidden");

		try (Subscriber subscriber = Subscriber.connect(viewer).subscribe(destination)) {
			await().atMost(PATIENCE).until(() -> !subscriber.errors().isEmpty());
		}
	}

	@Test
	void aClientMayNotSend() throws Exception {
		Folders.script(home, "quick", "deploy", "echo only line");
		awaitApp("quick");
		try (Subscriber listener = Subscriber.connect(admin).subscribe("/topic/deploy.quick");
				Subscriber sender = Subscriber.connect(admin)) {
			sender.send("/topic/deploy.quick", "{\"type\":\"forged\"}");

			await().atMost(PATIENCE).until(() -> !sender.errors().isEmpty());
			press("quick", "deploy");
			await().atMost(PATIENCE).until(() -> !listener.messages("run").isEmpty());
			assertThat(listener.messages("forged")).isEmpty();
		}
	}

	@Test
	void theRawLogAnswersRangesAndConditions() {
		Folders.script(home, "raw", "deploy", "printf '0123456789'");
		long run = press("raw", "deploy");
		ended("raw", run);
		String path = "/api/apps/raw/runs/" + run + "/log";

		HttpResponse<String> whole = admin.get(path);
		HttpResponse<String> part = admin.get(path, "Range", "bytes=2-5");
		HttpResponse<String> again = admin.get(path, "If-None-Match", whole.headers().firstValue("ETag").orElseThrow());

		assertThat(whole.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
		assertThat(whole.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(whole.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"raw-%d.log\"".formatted(run));
		assertThat(whole.body()).contains("0123456789");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(whole.body().substring(2, 6));
		assertThat(again.statusCode()).isEqualTo(304);
	}

	@Test
	void theListOfAppsAnswersConditions() {
		Folders.script(home, "listed", "deploy", "true");

		// Until no other test's run ends between the two
		await().atMost(PATIENCE).until(() -> {
			HttpResponse<String> first = admin.get("/api/apps");
			return admin.get("/api/apps", "If-None-Match", first.headers().firstValue("ETag").orElseThrow())
				.statusCode() == 304;
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/apps/Not_An_App", "/api/apps/demo/runs/x", "/api/apps/demo/runs/1/lines/x",
			"/api/apps/demo/runs?limit=x" })
	void whatCannotBeParsedIsABadRequestWithASentence(String path) {
		HttpResponse<String> response = admin.get(path);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains("correct the address");
	}

	@Test
	void aStrangerIsSentToSignInAndGetsNoSocket() {
		Client stranger = new Client(server.url());

		assertThat(stranger.get("/").statusCode()).isEqualTo(302);
		assertThat(stranger.get("/api/apps").statusCode()).isEqualTo(401);
		assertThat(stranger.get("/ws").statusCode()).isEqualTo(401);
	}

	@Test
	void aFolderThatIsDroppedInShowsUpAndOneThatIsRemovedKeepsItsHistory() throws Exception {
		Folders.script(home, "passing", "deploy", "echo was here");
		awaitApp("passing");
		long run = press("passing", "deploy");
		ended("passing", run);

		Files.delete(home.resolve("apps/passing/deploy"));
		Files.delete(home.resolve("apps/passing"));

		await().atMost(Duration.ofSeconds(2)).until(() -> !admin.json("/api/apps").toString().contains("passing"));
		assertThat(text(viewer.json("/api/apps/passing/runs/" + run + "/screen"))).contains("was here");
		assertThat(admin.post("/api/apps/passing/deploy").statusCode()).isEqualTo(404);
	}

}
