package io.strapper.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A log as text: what people attach to a ticket. */
class PlainLogTests {

	private static final int LARGE = 30_000_000;

	@RunningServer
	private static Server server;

	private static Client admin;

	@BeforeAll
	static void start() {
		server.script("large", "deploy", "yes 0123456789 | head -c " + LARGE);
		admin = server.admin();
		admin.app("large").deployed();
	}

	private static String path(String app) {
		return "/api/apps/" + app + "/runs/1/log?plain";
	}

	private static HttpResponse<InputStream> open(Client reader, String app, String method) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path(app)))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.header("Cookie", reader.cookieHeader())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("none");
	}

	@Test
	void isWhatThePageShows() {
		server.script("blog", "deploy", "printf '\\033[32mgreen\\033[0m <b>\\n\\n\\n10 %%\\r100 %%\\n'",
				"printf 'x%.0s' $(seq 1 400)", "printf '\\n\\033[2J\\033[Hcleared\\n'", "seq 1 2500");
		admin.app("blog").deployed();

		HttpResponse<String> answer = admin.get(path("blog"));

		assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"blog-run-1.txt\"");
		assertThat(header(answer, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body()).contains("\ngreen <b>\n\n\n100 %\n" + "x".repeat(400) + "\ncleared\n1\n")
			.doesNotContain("\u001b");
		JsonNode screen = admin.json("/api/apps/blog/runs/1/screen?lines=5000");
		assertThat(screen.get("firstLine").asLong()).isZero();
		List<String> shown = screen.get("lines")
			.valueStream()
			.map((line) -> HtmlUtils.htmlUnescape(line.asString().replaceAll("<[^>]*>", "")))
			.toList();
		assertThat(answer.body().lines().toList()).isEqualTo(shown).hasSizeGreaterThan(2500);
	}

	@Test
	void ofARunThatGoesOnIsWhatThereIsNow() throws Exception {
		Path gate = server.home().resolve("plain-gate");
		server.script("going", "deploy", "echo ready", "while [ ! -e '" + gate + "' ]; do sleep 0.05; done");
		long run = admin.app("going").press("deploy");
		admin.app("going").awaitLog(run, "ready");

		assertThat(admin.get(path("going")).body()).endsWith("\nready\n");

		assertThat(admin.app("going").status(run)).isEqualTo("running");
		Files.createFile(gate);
		admin.app("going").ended(run);
	}

	@Test
	void ofAnySizeIsWhole() throws Exception {
		try (InputStream body = open(admin, "large", "GET").body()) {
			assertThat(body.transferTo(OutputStream.nullOutputStream())).isBetween((long) LARGE, LARGE + 1000L);
		}
	}

	@Test
	void isAskedAboutWithoutBeingSent() throws Exception {
		HttpResponse<InputStream> answer = open(admin, "large", "HEAD");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(header(answer, "Content-Disposition")).contains("large-run-1.txt");
		assertThat(answer.body().readAllBytes()).isEmpty();
	}

	@Test
	void breaksOffForWhoeverMayNotSeeItAnyMore() throws Exception {
		Client reader = server.viewer("reader");
		try (InputStream body = open(reader, "large", "GET").body()) {
			body.readNBytes(1 << 16);
			server.bean(Users.class).remove("reader");
			long[] received = new long[1];

			// As slow as a reader likes to be; and what was cut off does not pass for all
			assertThatThrownBy(() -> await().until(() -> {
				int read = body.readNBytes(1 << 16).length;
				received[0] += read;
				return read == 0;
			})).isInstanceOf(IOException.class);

			assertThat(received[0]).isLessThan(LARGE - 5_000_000);
		}
	}

	@Test
	void takesNotAllOfWhatEverybodyNeeds() throws Exception {
		Client reader = server.viewer("greedy");
		try (InputStream one = open(reader, "large", "GET").body();
				InputStream two = open(reader, "large", "GET").body()) {
			HttpResponse<String> more = reader.get(path("large"));

			assertThat(more.statusCode()).isEqualTo(503);
			assertThat(header(more, "Retry-After")).isEqualTo("2");
			assertThat(open(admin, "large", "HEAD").statusCode()).isEqualTo(200);
			assertThat(one.read()).isPositive();
			assertThat(two.read()).isPositive();
		}

		// Who leaves makes room
		await().until(() -> open(reader, "large", "HEAD").statusCode(), (status) -> status == 200);
	}

	@Test
	void isRefusedWithASentence() throws IOException {
		server.script("gone", "deploy", "echo hello");
		admin.app("gone").deployed();

		assertThat(admin.get(path("gone") + "&follow").statusCode()).isEqualTo(400);
		assertThat(admin.get(path("gone") + "&follow").body()).contains("Leave out plain or follow");

		Files.delete(server.home().resolve("runs/gone/1/log"));
		assertThat(admin.get(path("gone")).statusCode()).isEqualTo(404);
		admin.delete("/api/apps/gone/runs/1/log");
		assertThat(admin.get(path("gone")).statusCode()).isEqualTo(410);
	}

}
