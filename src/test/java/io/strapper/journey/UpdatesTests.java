package io.strapper.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a page asks for that no WebSocket reaches, and why it gets none. */
@ExtendWith(OutputCaptureExtension.class)
class UpdatesTests {

	private static final JsonMapper JSON = new JsonMapper();

	@RunningServer("--strapper.live.sockets-per-user=1")
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		admin = server.admin();
	}

	private static Path gate(String name) {
		return server.home().resolve(name + "-gate");
	}

	private static List<JsonNode> messages(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(200);
		return StreamSupport.stream(JSON.readTree(answer.body()).spliterator(), false).toList();
	}

	private static String tag(HttpResponse<String> answer) {
		return answer.headers().firstValue("ETag").orElseThrow();
	}

	@Test
	void theyTellOfTheRunAndWhatIsNewInItsLog() throws Exception {
		server.script("blog", "deploy", "seq -f 'line %g' 300",
				"while [ ! -e '" + gate("blog") + "' ]; do sleep 0.05; done", "echo more");
		String updates = "/api/apps/blog/updates";
		assertThat(messages(admin.get(updates))).isEmpty();

		admin.app("blog").press("deploy");
		admin.app("blog").awaitLog(1, "line 300");
		JsonNode first = awaitDelta(updates + "?run=1&from=0&frozen=0", 301);
		HttpResponse<String> same = admin
			.get(updates + "?run=1&from=" + first.get("to") + "&frozen=" + first.get("frozen"));
		assertThat(messages(same)).singleElement()
			.satisfies((message) -> assertThat(message.at("/run/status").asString()).isEqualTo("running"));
		assertThat(admin.get(updates + "?run=1", "If-None-Match", tag(same)).statusCode()).isEqualTo(304);

		Files.createFile(gate("blog"));
		admin.app("blog").ended(1);
		JsonNode next = awaitDelta(updates + "?run=1&from=" + first.get("to") + "&frozen=" + first.get("frozen"), 303);
		assertThat(next.get("from")).isEqualTo(first.get("to"));
		assertThat(next.get("touched")).isEqualTo(first.get("frozen"));
		assertThat(next.get("firstLine")).isEqualTo(first.get("frozen"));
		HttpResponse<String> ended = admin.get(updates + "?run=1", "If-None-Match", tag(same));
		assertThat(messages(ended)).last()
			.satisfies((message) -> assertThat(message.at("/run/status").asString()).isEqualTo("succeeded"));
	}

	private static JsonNode awaitDelta(String path, int lines) {
		return await().until(() -> messages(admin.get(path)).get(0),
				(message) -> message.path("lineCount").asInt() == lines);
	}

	@Test
	void theyTellOfTheNextRunAndOfTheOneThatIsShown() {
		server.script("twice", "deploy", "echo run $STRAPPER_RUN");
		admin.app("twice").deployed();
		HttpResponse<String> before = admin.get("/api/apps/twice/updates?run=1");

		admin.app("twice").deployed();

		HttpResponse<String> after = admin.get("/api/apps/twice/updates?run=1&from=1000", "If-None-Match", tag(before));
		assertThat(messages(after)).extracting((message) -> message.at("/run/number").asInt()).containsExactly(2, 1);
	}

	@Test
	void theyTellOfARunWhoseLogWasDeleted() {
		server.script("deleted", "deploy", "echo hello");
		admin.app("deleted").deployed();
		HttpResponse<String> before = admin.get("/api/apps/deleted/updates?run=1&from=1000");
		await().until(() -> admin.delete("/api/apps/deleted/runs/1/log").statusCode() == 204);

		HttpResponse<String> after = admin.get("/api/apps/deleted/updates?run=1", "If-None-Match", tag(before));

		assertThat(messages(after)).singleElement()
			.satisfies((message) -> assertThat(message.at("/run/logRemovedAt").isNull()).isFalse());
	}

	@Test
	void whoMayNoLongerSeeTheAppIsToldOfNothing() {
		server.script("team", "deploy", "echo hello");
		server.file("team", "app.yml", "viewers: [vera]\n");
		Client vera = server.viewer("vera");
		await().until(() -> vera.get("/api/apps/team/updates").statusCode() == 200);
		String tag = tag(vera.get("/api/apps/team/updates"));

		server.file("team", "app.yml", "viewers: []\n");
		await().until(() -> vera.get("/api/apps/team/updates", "If-None-Match", tag).statusCode() == 404);
		vera.submit("/logout");
		assertThat(vera.get("/api/apps/team/updates", "If-None-Match", tag).statusCode()).isEqualTo(401);
	}

	@Test
	void aPageIsToldWhyItGetsNoSocket() throws Exception {
		assertThat(refusal(server.url())).isEmpty();
		assertThat(refusal("https://deploy.example.org")).contains("server.tomcat.remoteip.internal-proxies");
		assertThat(refusal("nonsense")).contains("page of another site");

		try (RawSocket socket = RawSocket.connect(admin)) {
			socket.await("CONNECTED");
			assertThat(refusal(server.url())).contains("as many live pages open as one user may (1)");
		}
		await().until(() -> refusal(server.url()), String::isEmpty);
	}

	private static String refusal(String origin) {
		return admin.json("/api/socket?origin=" + origin).get("refusal").asString("");
	}

	@Test
	void theServersLogNamesARefusedOriginOnce(CapturedOutput output) throws Exception {
		Map<String, String> headers = Map.of("Origin", "https://once.example", "Cookie", admin.cookieHeader());
		for (int i = 0; i < 3; i++) {
			try (RawSocket socket = new RawSocket(server.url(), headers)) {
				assertThat(socket.status()).contains(" 403 ");
			}
		}

		assertThat(output).containsOnlyOnce("https://once.example");
	}

}
