package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Press, watch, end: real processes, a real port, a real STOMP client. */
class DeployJourneyTests {

	@RunningServer
	private static Server server;

	private static Client admin;

	private static Client viewer;

	@BeforeAll
	static void start() {
		admin = server.admin();
		viewer = server.viewer("vera");
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
		Path gate = server.home().resolve("gate");
		server.script("patient", "deploy", "printf '\\033[32mready\\033[0m\\n'",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "echo done");
		try (Subscriber subscriber = server.watch(viewer, "patient")) {
			long run = admin.app("patient").press("deploy");

			await().until(() -> heard(subscriber).contains("<span class=\"fg2\">ready</span>"));
			assertThat(admin.json("/api/apps/patient/runs/" + run).get("status").asString()).isEqualTo("running");
			Files.createFile(gate);

			await().until(() -> subscriber.messages("run")
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
		server.script("quick", "deploy", "echo only line");

		long run = admin.app("quick").press("deploy");

		JsonNode ended = admin.app("quick").ended(run);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		await().until(() -> screen("quick", run).get("to").asLong() == ended.get("size").asLong());
		assertThat(text(screen("quick", run))).containsOnlyOnce("only line\n")
			.contains("deploy")
			.contains("exit code 0");
	}

	@Test
	void aFailingScriptShowsItsExitCode() {
		server.script("broken", "deploy", "echo trying", "exit 7");

		JsonNode ended = admin.app("broken").deployed();

		assertThat(ended.get("status").asString()).isEqualTo("failed");
		assertThat(ended.get("exitCode").asInt()).isEqualTo(7);
		assertThat(viewer.get("/apps/broken").body()).contains("Failed").contains("trying");
	}

	@Test
	void aSecondPressIsRefusedWithALinkToTheActiveRun() {
		server.script("busy", "deploy", "sleep 60");
		long run = admin.app("busy").press("deploy");

		HttpResponse<String> byApi = admin.post("/api/apps/busy/deploy");
		HttpResponse<String> byPage = admin.post("/apps/busy/deploy");

		assertThat(byApi.statusCode()).isEqualTo(409);
		assertThat(byApi.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(byApi.body()).contains("\"link\":\"/apps/busy/runs/" + run + "\"");
		assertThat(byPage.statusCode()).isEqualTo(409);
		assertThat(byPage.body()).contains("href=\"/apps/busy/runs/" + run + "\"");
		admin.post("/apps/busy/runs/" + run + "/cancel");
		assertThat(admin.app("busy").ended(run).get("status").asString()).isEqualTo("cancelled");
	}

	@Test
	void stopDuringADeployCancelsItAndFollows() {
		server.script("stoppable", "deploy", "echo up", "sleep 60");
		server.script("stoppable", "stop", "echo down");
		long deploy = admin.app("stoppable").press("deploy");

		assertThat(admin.app("stoppable").press("stop")).isEqualTo(deploy);

		assertThat(admin.app("stoppable").ended(deploy).get("status").asString()).isEqualTo("cancelled");
		await().until(() -> admin.json("/api/apps/stoppable/runs").size() == 2);
		JsonNode stop = admin.app("stoppable").ended(deploy + 1);
		assertThat(stop.get("action").asString()).isEqualTo("stop");
		assertThat(stop.get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void aViewerWatchesButMayNotPress() {
		server.script("watched", "deploy", "echo secret of none");
		long run = admin.app("watched").deployed().get("number").asLong();

		assertThat(viewer.get("/apps/watched").statusCode()).isEqualTo(200);
		assertThat(viewer.get("/api/apps/watched/runs/" + run + "/log").body()).contains("secret of none");
		assertThat(viewer.json("/api/apps/watched").get("mayPress").asBoolean()).isFalse();
		assertThat(viewer.post("/api/apps/watched/deploy").statusCode()).isEqualTo(403);
		assertThat(viewer.post("/apps/watched/deploy").statusCode()).isEqualTo(403);
		assertThat(viewer.get("/users").statusCode()).isEqualTo(403);
	}

	@Test
	void whatMayNotBeSeenIsNotThere() {
		server.file("hidden", "app.yml", "viewers: []\n");
		server.script("hidden", "deploy", "echo hush");
		long run = admin.app("hidden").deployed().get("number").asLong();

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
		server.file("hidden", "app.yml", "viewers: []\n");
		server.script("hidden", "deploy", "echo hush");

		try (Subscriber subscriber = Subscriber.connect(viewer).subscribe(destination)) {
			await().until(() -> !subscriber.errors().isEmpty());
		}
	}

	@Test
	void aClientMayNotSend() throws Exception {
		server.script("quick", "deploy", "echo only line");
		try (Subscriber listener = server.watch(admin, "quick"); Subscriber sender = Subscriber.connect(admin)) {
			sender.send("/topic/deploy.quick", "{\"type\":\"forged\"}");

			await().until(() -> !sender.errors().isEmpty());
			admin.app("quick").press("deploy");
			await().until(() -> !listener.messages("run").isEmpty());
			assertThat(listener.messages("forged")).isEmpty();
		}
	}

	@Test
	void theRawLogAnswersRangesAndConditions() {
		server.script("raw", "deploy", "printf '0123456789'");
		long run = admin.app("raw").deployed().get("number").asLong();
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
		server.script("listed", "deploy", "true");

		// Until no other test's run ends between the two
		await().until(() -> {
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
		assertThat(response.body()).contains("\"detail\":\"Invalid ");
	}

	@Test
	void aStrangerIsSentToSignInAndGetsNoSocket() {
		Client stranger = server.client();

		assertThat(stranger.get("/").statusCode()).isEqualTo(302);
		assertThat(stranger.get("/api/apps").statusCode()).isEqualTo(401);
		assertThat(stranger.get("/ws").statusCode()).isEqualTo(401);
	}

	@Test
	void aFolderThatIsDroppedInShowsUpAndOneThatIsRemovedKeepsItsHistory() throws Exception {
		server.script("passing", "deploy", "echo was here");
		long run = admin.app("passing").deployed().get("number").asLong();

		Files.delete(server.home().resolve("apps/passing/deploy"));
		Files.delete(server.home().resolve("apps/passing"));

		await().until(() -> !admin.json("/api/apps").toString().contains("passing"));
		assertThat(text(viewer.json("/api/apps/passing/runs/" + run + "/screen"))).contains("was here");
		assertThat(admin.post("/api/apps/passing/deploy").statusCode()).isEqualTo(404);
	}

}
