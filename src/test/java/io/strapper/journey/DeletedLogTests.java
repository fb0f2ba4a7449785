package io.strapper.journey;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A log that an administrator deletes. */
class DeletedLogTests {

	private static final String SENTENCE = "This log was deleted by admin on ";

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.script("known", "deploy", "seq 1 2500");
		admin = server.admin();
		admin.app("known").deployed();
		// So that all that could be remembered of it is
		assertThat(admin.json("/api/apps/known/runs/1/screen").get("lines")).isNotEmpty();
		assertThat(admin.json("/api/apps/known/runs/1/lines/0").get("lines")).hasSize(1000);
		await().until(() -> admin.json("/api/apps/known/runs/1/search?q=250").get("complete").asBoolean());
		assertThat(admin.delete("/api/apps/known/runs/1/log").statusCode()).isEqualTo(204);
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
		server.script("busy", "deploy", "sleep 60");
		long run = admin.app("busy").press("deploy");

		HttpResponse<String> answer = admin.delete("/api/apps/busy/runs/1/log");
		HttpResponse<String> page = admin.post("/apps/busy/runs/1/delete-log");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("Wait for it to finish, or cancel it");
		assertThat(page.statusCode()).isEqualTo(409);
		assertThat(admin.get("/api/apps/busy/runs/1/log").statusCode()).isEqualTo(200);
		admin.post("/api/apps/busy/runs/1/cancel");
		admin.app("busy").ended(run);
	}

	@Test
	void isReadToItsEndByWhoHadBegun() throws Exception {
		server.script("long", "deploy", "yes | head -c 50000000");
		admin.app("long").deployed();
		long size = Files.size(server.home().resolve("runs/long/1/log"));
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/apps/long/runs/1/log"))
			.header("Cookie", admin.cookieHeader())
			.build();

		HttpResponse<InputStream> answer = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			body.readNBytes(1000);
			assertThat(admin.delete("/api/apps/long/runs/1/log").statusCode()).isEqualTo(204);
			assertThat(server.home().resolve("runs/long/1/log")).doesNotExist();

			assertThat(1000 + body.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
		}
	}

}
