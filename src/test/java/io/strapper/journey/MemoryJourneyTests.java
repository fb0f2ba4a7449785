package io.strapper.journey;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A small heap (256 MB), a log whose pages take 25 MB each, and twenty readers at once.
 */
class MemoryJourneyTests {

	private static final int READERS = 20;

	private static final int LINES = 4000;

	private static final int PAGES = 4;

	private final Map<Integer, Integer> statuses = new TreeMap<>();

	@TempDir
	private Path home;

	private String cookie = "";

	private String url = "";

	@Test
	void hugeAnswersAreRefusedForAWhileAndNeverEndTheServer() throws Exception {
		Files.createDirectories(this.home.resolve("apps/huge"));
		hugeLog(this.home.resolve("apps/huge/lines"));
		Folders.script(this.home, "huge", "deploy", "cat lines");
		try (ServerProcess server = ServerProcess.start(this.home)) {
			Client admin = new Client(server.url()).signIn("admin", Server.PASSWORD);
			admin.post("/api/apps/huge/deploy");
			await().atMost(Duration.ofMinutes(2))
				.until(() -> !admin.json("/api/apps/huge/runs/1").get("status").asString().equals("running"));
			// The view of a log that was written so fast may be behind
			await().atMost(Duration.ofMinutes(2))
				.until(() -> admin.json("/api/apps/huge/runs/1/screen?lines=1").get("lineCount").asInt() > LINES);
			this.cookie = admin.cookieHeader();
			this.url = server.url();

			ExecutorService readers = Executors.newFixedThreadPool(READERS);
			for (int reader = 0; reader < READERS; reader++) {
				int first = reader;
				readers.execute(() -> scroll(first));
			}
			readers.shutdown();
			assertThat(readers.awaitTermination(8, TimeUnit.MINUTES)).isTrue();

			assertThat(this.statuses.keySet()).as("%s", this.statuses).containsExactlyInAnyOrder(200, 503);
			assertThat(server.output()).doesNotContain("OutOfMemoryError", "ERROR");
			HttpResponse<InputStream> calm = get("/api/apps/huge/runs/1/lines/1");
			assertThat(calm.statusCode()).isEqualTo(200);
			assertThat(calm.headers().firstValue("Cache-Control").orElseThrow()).contains("no-cache");
			assertThat(length(calm)).as("the whole page").isGreaterThan(24_000_000);
		}
	}

	private static void hugeLog(Path file) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int i = 0; line.length() < 30_000; i++) {
			line.append("\u001b[38;5;").append(i % 256).append("m0123456789abcdef");
		}
		Files.writeString(file, line.append("\u001b[0m\n").toString().repeat(LINES));
	}

	private void scroll(int reader) {
		String run = "/api/apps/huge/runs/1";
		String[] answers = { run + "/lines/" + reader % PAGES, run + "/screen?lines=100000",
				"/apps/huge/runs/1/lines/" + (reader + 1) % PAGES, "/apps/huge/runs/1", run + "/screen" };
		for (int i = 0; i < answers.length; i++) {
			try {
				HttpResponse<InputStream> answer = get(answers[(reader + i) % answers.length]);
				length(answer);
				count(answer);
			}
			catch (IOException ex) {
				count(ex);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}
	}

	private synchronized void count(HttpResponse<InputStream> answer) {
		boolean clear = answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isPresent();
		this.statuses.merge(clear ? answer.statusCode() : -503, 1, Integer::sum);
	}

	private synchronized void count(IOException cut) {
		this.statuses.merge(-1, 1, Integer::sum);
	}

	private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + path)).header("Cookie", this.cookie).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
	}

	/** Reads an answer without keeping it. */
	private static long length(HttpResponse<InputStream> answer) throws IOException {
		try (InputStream body = answer.body()) {
			byte[] buffer = new byte[1 << 16];
			long length = 0;
			for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				length += read;
			}
			return length;
		}
	}

}
