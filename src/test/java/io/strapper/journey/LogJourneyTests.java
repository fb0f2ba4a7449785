package io.strapper.journey;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What the API does with logs that are long, grow, or are not looked at by a browser. */
class LogJourneyTests {

	// On a machine that is busy otherwise some times would be unknown
	@RunningServer(value = "--strapper.live.time-tolerance=1m", parts = TurnableClock.class)
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		admin = server.admin();
	}

	private static void deploy(String app, String... lines) {
		server.script(app, "deploy", lines);
		admin.app(app).press("deploy");
	}

	private static void awaitEnd(String app) {
		admin.app(app).ended(1);
	}

	private static String waitFor(Path gate) {
		return "while [ ! -e '" + gate + "' ]; do sleep 0.05; done";
	}

	@Test
	void aFullPageOfLinesIsKeptForEverAndAnEarlierOneIsNot() {
		deploy("paged", "seq 1 2500");
		awaitEnd("paged");

		HttpResponse<String> full = admin.get("/api/apps/paged/runs/1/lines/1?v=1");
		HttpResponse<String> partial = admin.get("/api/apps/paged/runs/1/lines/2?v=1");

		assertThat(again("/api/apps/paged/runs/1/lines/1?v=1", full)).isEqualTo(304);
		assertThat(again("/api/apps/paged/runs/1/lines/1?v=1", partial)).isEqualTo(200);
		assertThat(full.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(partial.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(full.body()).startsWith("{\"firstLine\":1000,\"lines\":[\"1000\",").endsWith("\"1999\"]}");
	}

	/** Asks for a page that is known already; the status of the answer. */
	private static int again(String path, HttpResponse<String> known) {
		return admin.get(path, "If-None-Match", known.headers().firstValue("ETag").orElseThrow()).statusCode();
	}

	@Test
	void aTerminalFollowsTheRawBytesUntilTheRunEnds() throws Exception {
		Path gate = server.home().resolve("stream-gate");
		deploy("streamed", "printf '\\033[32mready\\033[0m\\n'", waitFor(gate), "echo done");

		HttpResponse<InputStream> response = follow(admin, "GET", "streamed");
		StringBuilder heard = new StringBuilder();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			while (!heard.toString().contains("\u001b[32mready\u001b[0m")) {
				heard.append(reader.readLine()).append('\n');
			}
			assertThat(admin.json("/api/apps/streamed/runs/1").get("status").asString()).isEqualTo("running");
			Files.createFile(gate);
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				heard.append(line).append('\n');
			}
		}

		assertThat(response.headers().firstValue("Content-Disposition"))
			.hasValueSatisfying((name) -> assertThat(name).contains("streamed-1.log"));
		assertThat(admin.json("/api/apps/streamed/runs/1").get("status").asString()).isEqualTo("succeeded");
		assertThat(heard.toString().lines().toList())
			.isEqualTo(Files.readAllLines(server.home().resolve("runs/streamed/1/log")));
	}

	@Test
	void aTerminalFollowsNoLongerThanItsUserIsSignedIn() throws Exception {
		Path gate = server.home().resolve("sign-out-gate");
		deploy("signed-out", "echo ready", waitFor(gate));
		Client reader = server.admin();
		HttpResponse<InputStream> stream = follow(reader, "GET", "signed-out");

		reader.post("/logout");

		assertTimeoutPreemptively(Patience.LIMIT, () -> assertThat(stream.body().readAllBytes()).isNotEmpty());
		Files.createFile(gate);
	}

	@Test
	void oneUserTakesNotAllTheStreamsAndHeadTakesNone() throws Exception {
		admin.post("/users", Map.of("username", "greedy", "password", "takes all there is", "role", "VIEWER"));
		Path gate = server.home().resolve("greedy-gate");
		deploy("greedy", "echo ready", waitFor(gate));
		Client greedy = server.client("greedy", "takes all there is");
		for (int i = 0; i < 60; i++) {
			assertThat(follow(greedy, "HEAD", "greedy").statusCode()).isEqualTo(200);
		}
		List<HttpResponse<InputStream>> streams = new ArrayList<>();
		await().until(() -> {
			streams.add(follow(greedy, "GET", "greedy"));
			return streams.get(streams.size() - 1).statusCode() == 503;
		});

		assertThat(streams).hasSizeBetween(2, 20);
		HttpResponse<InputStream> other = follow(admin, "GET", "greedy");
		assertThat(other.statusCode()).isEqualTo(200);
		Files.createFile(gate);
		other.body().readAllBytes();
		for (HttpResponse<InputStream> stream : streams) {
			stream.body().readAllBytes();
		}
	}

	private static HttpResponse<InputStream> follow(Client client, String method, String app) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(server.url() + "/api/apps/" + app + "/runs/1/log?follow"))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.header("Cookie", client.cookieHeader())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	private static JsonNode search(String app, String query) {
		return await().until(() -> admin.json("/api/apps/" + app + "/runs/1/search?" + query),
				(answer) -> answer.get("complete").asBoolean());
	}

	@Test
	void searchCountsTheWholeLogAndGoesOnWithIt() throws Exception {
		Path gate = server.home().resolve("search-gate");
		deploy("searched", "seq -f 'line %g' 1 3000", waitFor(gate), "echo LINE the last");
		admin.app("searched").awaitLog(1, "line 3000");

		JsonNode text = search("searched", "q=line&from=2990&limit=2");
		assertThat(text.get("total").asInt()).isEqualTo(3000);
		assertThat(text.get("first").asInt()).isEqualTo(2989);
		assertThat(text.get("matches").toString())
			.isEqualTo("[{\"line\":2990,\"start\":0,\"end\":4},{\"line\":2991,\"start\":0,\"end\":4}]");
		assertThat(search("searched", "q=line%20.%2A9%24&regex=true").get("total").asInt()).isEqualTo(300);
		assertThat(search("searched", "q=%28l%2B%29%2B%24&regex=true").get("total").asInt()).isZero();
		Files.createFile(gate);
		awaitEnd("searched");

		assertThat(search("searched", "q=line").get("total").asInt()).isEqualTo(3001);
		assertThat(search("searched", "q=line&case=true").get("total").asInt()).isEqualTo(3000);
	}

	@Test
	void withoutJavaScriptTheWholeLogIsReadPageByPage() {
		deploy("leafed", "seq -f 'line %g' 1 3200");
		awaitEnd("leafed");
		String run = "/apps/leafed/runs/1";

		String last = admin.get(run).body();
		assertThat(links(last, "previous page")).containsExactly(run + "/lines/2#L2702");
		assertThat(links(last, "first page")).containsExactly(run + "/lines/0");
		List<String> read = new ArrayList<>();
		for (String next = run + "/lines/0"; !next.startsWith(run + "#");) {
			String page = admin.get(next).body();
			read.addAll(lines(page));
			next = links(page, "Next").get(0);
		}
		assertThat(last).contains("id=\"L" + (read.size() + 1) + "\"");
		read.addAll(lines(last).subList(read.size() - 2702, 500));

		assertThat(read.subList(1, 3201))
			.isEqualTo(IntStream.rangeClosed(1, 3200).mapToObj((i) -> "line " + i).toList());
		String middle = admin.get(run + "/lines/1").body();
		assertThat(links(middle, "First")).containsExactly(run + "/lines/0");
		assertThat(links(middle, "Previous")).containsExactly(run + "/lines/0");
		assertThat(links(middle, "Last")).containsExactly(run);
		assertThat(middle).contains("Lines 1,001 to 2,000", "id=\"L1001\"", "href=\"#L1001\"");
		assertThat(links(admin.get(run + "/lines/0").body(), "Previous")).isEmpty();
	}

	@Test
	void linesThatTheRunsOwnPageShowsAreReadThere() {
		deploy("short", "seq 1 200");
		awaitEnd("short");

		HttpResponse<String> answer = admin.get("/apps/short/runs/1/lines/0");

		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Client.location(answer)).isEqualTo("/apps/short/runs/1");
		for (String none : List.of("1", "-1", String.valueOf(Long.MAX_VALUE))) {
			assertThat(admin.get("/apps/short/runs/1/lines/" + none).statusCode()).isEqualTo(404);
		}
		assertThat(admin.get("/apps/short/runs/1/lines/last").statusCode()).isEqualTo(400);
	}

	private static List<String> lines(String page) {
		return Pattern.compile("<span class=\"t\">(.*?)</span></div>")
			.matcher(page)
			.results()
			.map((line) -> line.group(1))
			.toList();
	}

	private static List<String> links(String page, String text) {
		return Pattern.compile("<a [^>]*href=\"([^\"]*)\"[^>]*>" + text + "</a>")
			.matcher(page)
			.results()
			.map((link) -> link.group(1))
			.toList();
	}

	@Test
	void searchSaysWhatIsWrongWithAnExpression() {
		deploy("misread", "true");

		HttpResponse<String> answer = admin.get("/api/apps/misread/runs/1/search?q=%28a&regex=true");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("missing closing )");
	}

	@Test
	void eachLineHasATimeAndTheLongestWaitsAreFound() throws Exception {
		TurnableClock clock = server.bean(TurnableClock.class);
		Path half = server.home().resolve("half-gate");
		Path whole = server.home().resolve("whole-gate");
		long before = clock.millis();
		deploy("timed", "seq 1 1500", waitFor(half), "printf half", waitFor(whole), "echo ' and whole'");
		awaitTimes(501);
		clock.turn(Duration.ofSeconds(5));
		Files.createFile(half);
		awaitTimes(502);
		Files.createFile(whole);
		awaitEnd("timed");

		HttpResponse<String> full = admin.get("/api/apps/timed/runs/1/times/0");
		JsonNode last = admin.json("/api/apps/timed/runs/1/times/1");
		JsonNode gaps = admin.json("/api/apps/timed/runs/1/gaps");
		assertThat(full.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(admin.get("/api/apps/timed/runs/1/times/1").headers().firstValue("Cache-Control"))
			.hasValue("no-store");
		assertThat(last.get("firstLine").asInt()).isEqualTo(1000);
		// With the first and the last line, and without the cursor's
		assertThat(last.get("at")).hasSize(503)
			.allSatisfy((at) -> assertThat(at.asLong()).isBetween(before, clock.millis()));
		assertThat(gaps).anySatisfy((gap) -> {
			assertThat(gap.get("line").asInt()).isEqualTo(1501);
			assertThat(gap.get("gap").asLong()).isGreaterThan(5000);
			assertThat(gap.get("at")).isEqualTo(last.get("at").get(501));
		});
		assertThat(admin.get("/api/apps/timed/runs/1/times/-1").statusCode()).isEqualTo(404);
	}

	private static void awaitTimes(int lines) {
		await().until(() -> admin.get("/api/apps/timed/runs/1/times/1").statusCode() == 200
				&& admin.json("/api/apps/timed/runs/1/times/1").get("at").size() == lines);
	}

}
