package io.strapper.journey;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A log that an administrator deletes. */
class DeletedLogTests {

	private static final String SENTENCE = "The log of this run is no longer kept: admin deleted it on ";

	@TempDir
	private static Path home;

	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		Folders.script(home, "known", "deploy", "seq 1 2500");
		server = Server.start(home);
		admin = server.admin();
		deployed("known");
		// So that all that could be remembered of it is
		assertThat(admin.json("/api/apps/known/runs/1/screen").get("lines")).isNotEmpty();
		assertThat(admin.json("/api/apps/known/runs/1/lines/0").get("lines")).hasSize(1000);
		await().until(() -> admin.json("/api/apps/known/runs/1/search?q=250").get("complete").asBoolean());
		assertThat(admin.delete("/api/apps/known/runs/1/log").statusCode()).isEqualTo(204);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static void deployed(String app) {
		await().until(() -> admin.post("/api/apps/" + app + "/deploy").statusCode() == 202);
		await().until(() -> !admin.json("/api/apps/" + app + "/runs/1").get("status").asString().equals("running"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "screen", "lines/0", "lines/7", "times/0", "gaps", "search?q=250", "log", "log?follow" })
	void isShownToNobodyFromMemoryEither(String what) {
		HttpResponse<String> answer = admin.get("/api/apps/known/runs/1/" + what);

		assertThat(answer.statusCode()).isEqualTo(410);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(new JsonMapper().readTree(answer.body()).get("detail").asString()).startsWith(SENTENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "W/\"1-1000\"", "W/\"2-1000\"", "W/\"3-1000\"", "W/\"settled\"" })
	void isNotShownFromABrowsersCacheEither(String tag) {
		for (String part : new String[] { "lines/0", "times/0" }) {
			HttpResponse<String> answer = admin.get("/api/apps/known/runs/1/" + part, "If-None-Match", tag);

			assertThat(answer.statusCode()).isEqualTo(410);
		}
	}

	@Test
	void leavesTheRecordOfItsRun() {
		JsonNode run = admin.json("/api/apps/known/runs/1");

		assertThat(run.get("status").asString()).isEqualTo("succeeded");
		assertThat(run.get("startedBy").asString()).isEqualTo("admin");
		assertThat(run.get("size").asLong()).isGreaterThan(2500);
		assertThat(run.get("logRemovedAt").asString()).endsWith("Z");
		assertThat(run.get("logProblem").asString()).startsWith(SENTENCE);
		assertThat(admin.json("/api/apps/known/runs")).hasSize(1);
	}

	@Test
	void hasAPageThatSaysSo() {
		for (String path : new String[] { "/apps/known", "/apps/known/runs/1" }) {
			assertThat(Client.text(admin.get(path))).contains("Succeeded", "by admin", SENTENCE).doesNotContain("2500");
		}
	}

	@Test
	void mayBeDeletedAgain() {
		assertThat(admin.delete("/api/apps/known/runs/1/log").statusCode()).isEqualTo(204);
		assertThat(Client.location(admin.post("/apps/known/runs/1/delete-log"))).isEqualTo("/apps/known/runs/1");
		assertThat(admin.delete("/api/apps/known/runs/2/log").statusCode()).isEqualTo(404);
	}

	@Test
	void isNotThatOfAnActiveRun() {
		Folders.script(home, "busy", "deploy", "sleep 60");
		await().until(() -> admin.post("/api/apps/busy/deploy").statusCode() == 202);

		HttpResponse<String> answer = admin.delete("/api/apps/busy/runs/1/log");
		HttpResponse<String> page = admin.post("/apps/busy/runs/1/delete-log");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("wait for its end or cancel it");
		assertThat(page.statusCode()).isEqualTo(409);
		assertThat(admin.get("/api/apps/busy/runs/1/log").statusCode()).isEqualTo(200);
		admin.post("/api/apps/busy/runs/1/cancel");
		await().until(() -> !admin.json("/api/apps/busy/runs/1").get("status").asString().equals("running"));
	}

	@Test
	void isReadToItsEndByWhoHadBegun() throws Exception {
		Folders.script(home, "long", "deploy", "yes | head -c 50000000");
		deployed("long");
		long size = Files.size(home.resolve("runs/long/1/log"));
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/apps/long/runs/1/log"))
			.header("Cookie", admin.cookieHeader())
			.build();

		HttpResponse<InputStream> answer = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			body.readNBytes(1000);
			assertThat(admin.delete("/api/apps/long/runs/1/log").statusCode()).isEqualTo(204);
			assertThat(home.resolve("runs/long/1/log")).doesNotExist();

			assertThat(1000 + body.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
		}
	}

}
