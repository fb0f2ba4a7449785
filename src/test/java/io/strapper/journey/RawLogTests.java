package io.strapper.journey;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The raw bytes of a log, as tools that download ask for them. */
class RawLogTests {

	private static final String PATH = "/api/apps/blog/runs/1/log";

	@RunningServer
	private static Server server;

	private static Client admin;

	private static String log;

	@BeforeAll
	static void start() throws IOException {
		server.script("blog", "deploy", "seq 1 2500", "printf '\\033[32mgreen\\033[0m\\n'");
		admin = server.admin();
		admin.app("blog").deployed();
		log = Files.readString(server.home().resolve("runs/blog/1/log"), StandardCharsets.UTF_8);
	}

	private static String tag() {
		return "\"blog-1-" + size() + "\"";
	}

	private static int size() {
		return log.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("none");
	}

	@Test
	void areADownloadWithANameAndALength() {
		HttpResponse<String> answer = admin.get(PATH);

		assertThat(answer.body()).isEqualTo(log);
		assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"blog-1.log\"");
		assertThat(header(answer, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
		assertThat(header(answer, "ETag")).isEqualTo(tag());
	}

	@Test
	void areAskedAboutWithoutBeingSent() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + PATH))
			.method("HEAD", HttpRequest.BodyPublishers.noBody())
			.header("Cookie", admin.cookieHeader())
			.build();

		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(size()));
		assertThat(answer.body()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "bytes=0-9, 0, 10", "bytes=100-, 100, -1", "bytes=-50, -50, -1", "bytes=100-99999999, 100, -1" })
	void comeInParts(String range, int from, int to) {
		HttpResponse<String> answer = admin.get(PATH, "Range", range);

		int first = (from < 0) ? size() + from : from;
		int end = (to < 0) ? size() : to;
		byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
		assertThat(answer.statusCode()).isEqualTo(206);
		assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + first + "-" + (end - 1) + "/" + size());
		assertThat(answer.body()).isEqualTo(new String(bytes, first, end - first, StandardCharsets.UTF_8));
	}

	@Test
	void saySoWhenThereIsNoSuchPart() {
		HttpResponse<String> answer = admin.get(PATH, "Range", "bytes=99999999-");

		assertThat(answer.statusCode()).isEqualTo(416);
		assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + size());
		assertThat(answer.body()).contains("The log has " + size() + " bytes");
		assertThat(admin.get(PATH, "Range", "lines=1-2").statusCode()).isEqualTo(416);
	}

	@Test
	void areNotSentAgainToWhomHasThem() {
		assertThat(admin.get(PATH, "If-None-Match", tag()).statusCode()).isEqualTo(304);
		assertThat(admin.get(PATH, "If-None-Match", "\"blog-1-7\"").statusCode()).isEqualTo(200);
	}

	@Test
	void goOnWhereADownloadWasCutOffUnlessTheyHaveChanged() {
		HttpResponse<String> same = admin.get(PATH, "Range", "bytes=100-", "If-Range", tag());
		HttpResponse<String> changed = admin.get(PATH, "Range", "bytes=100-", "If-Range", "\"blog-1-7\"");

		assertThat(same.statusCode()).isEqualTo(206);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).isEqualTo(log);
		assertThat(header(changed, "Content-Length")).isEqualTo(Integer.toString(size()));
	}

	@Test
	void areAllThereForAFollowerWhoComesLate() {
		HttpResponse<String> answer = admin.get(PATH + "?follow");

		assertThat(answer.body()).isEqualTo(log);
		assertThat(header(answer, "Content-Disposition")).isEqualTo("inline; filename=\"blog-1.log\"");
	}

	@Test
	void areFollowedTenTimesAtOnceByOneUser() throws Exception {
		server.script("endless", "deploy", "sleep 600");
		String path = "/api/apps/endless/runs/" + admin.app("endless").press("deploy") + "/log?follow";
		Client ann = server.viewer("ann");
		List<InputStream> streams = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			streams.add(open(ann, path).body());
		}

		assertThat(open(ann, path).statusCode()).isEqualTo(503);
		HttpResponse<InputStream> ofAnother = open(server.viewer("bob"), path);
		assertThat(ofAnother.statusCode()).isEqualTo(200);
		streams.add(ofAnother.body());
		for (InputStream stream : streams) {
			stream.close();
		}
	}

	/** Begins to read an answer. */
	private static HttpResponse<InputStream> open(Client client, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
			.header("Cookie", client.cookieHeader())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-9,20-29", "bytes=0-9,99999999-" })
	void areSentWholeToWhomWantsSeveralParts(String range) {
		HttpResponse<String> answer = admin.get(PATH, "Range", range);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(log);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?follow" })
	void breaksOffForWhoeverMayNotSeeItAnyMore(String how) throws Exception {
		server.script("large" + how.length(), "deploy", "head -c 30000000 /dev/zero | tr '\\0' x");
		String app = "large" + how.length();
		admin.app(app).deployed();
		String name = "reader" + how.length();
		try (InputStream body = open(server.viewer(name), "/api/apps/" + app + "/runs/1/log" + how).body()) {
			long received = body.readNBytes(1 << 16).length;
			server.bean(Users.class).remove(name);

			// As slow as a reader likes to be, but not for ever
			AtomicLong all = new AtomicLong(received);
			await().pollInterval(Duration.ofMillis(50)).until(() -> isOver(body, all));

			assertThat(all).hasValueLessThan(20_000_000);
		}
	}

	private static boolean isOver(InputStream body, AtomicLong all) {
		try {
			int read = body.readNBytes(1 << 16).length;
			all.addAndGet(read);
			return read == 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
