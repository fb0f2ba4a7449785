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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the API does with logs that are long, grow, or are not looked at by a browser. */
class LogJourneyTests {

	@TempDir
	private static Path home;

	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		Folders.script(home, "placeholder", "deploy", "true");
		server = Server.start(home);
		admin = new Client(server.url()).signIn("admin", Server.PASSWORD);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static void deploy(String app, String... lines) {
		Folders.script(home, app, "deploy", lines);
		await().until(() -> admin.get("/api/apps/" + app).statusCode() == 200);
		assertThat(admin.post("/api/apps/" + app + "/deploy").statusCode()).isEqualTo(202);
	}

	private static void awaitEnd(String app) {
		await().until(() -> !admin.json("/api/apps/" + app + "/runs/1").get("status").asString().equals("running"));
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

		assertThat(full.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, private, immutable");
		assertThat(partial.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(full.body()).startsWith("{\"firstLine\":1000,\"lines\":[\"1000\",").endsWith("\"1999\"]}");
	}

	@Test
	void aTerminalFollowsTheRawBytesUntilTheRunEnds() throws Exception {
		Path gate = home.resolve("stream-gate");
		deploy("streamed", "printf '\\033[32mready\\033[0m\\n'", waitFor(gate), "echo done");
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/apps/streamed/runs/1/log?follow"))
			.header("Cookie", admin.cookieHeader())
			.build();

		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
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
			.isEqualTo(Files.readAllLines(home.resolve("runs/streamed/1/log")));
	}

	private static JsonNode search(String app, String query) {
		return await().until(() -> admin.json("/api/apps/" + app + "/runs/1/search?" + query),
				(answer) -> answer.get("complete").asBoolean());
	}

	@Test
	void searchCountsTheWholeLogAndGoesOnWithIt() throws Exception {
		Path gate = home.resolve("search-gate");
		deploy("searched", "seq -f 'line %g' 1 3000", waitFor(gate), "echo LINE the last");
		await().until(() -> admin.get("/api/apps/searched/runs/1/log").body().contains("line 3000"));

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
	void searchSaysWhatIsWrongWithAnExpression() {
		deploy("misread", "true");

		HttpResponse<String> answer = admin.get("/api/apps/misread/runs/1/search?q=%28a&regex=true");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("missing closing )");
	}

}
