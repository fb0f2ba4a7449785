package io.strapper.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Page;
import io.strapper.testing.Patience;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM, as from {@code systemctl restart} and the upgrade of a package. */
class ShutdownJourneyTests {

	@TempDir
	private Path home;

	@Test
	void tellsThePagesAndLeavesTheRunsAlone() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "long", "deploy", "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"echo on", "exit 6");
		// Longer than it is waited for: it does not wait for a page
		ServerProcess first = ServerProcess.start(this.home, "--spring.lifecycle.timeout-per-shutdown-phase=10m");
		Client admin = first.admin();
		admin.post("/api/apps/long/deploy");
		admin.app("long").awaitLog(1, "ready");
		Page page = new Page();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.header("Cookie", admin.cookieHeader())
			.header("Origin", first.url())
			.subprotocols("v12.stomp")
			.buildAsync(URI.create(first.url().replace("http:", "ws:") + "/ws"), page)
			.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
		// What answers a ping knows of the socket
		socket.sendPing(ByteBuffer.allocate(0));
		page.answered.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);

		first.terminate();

		// 1001: going away. A page says that it reconnects, and does.
		assertThat(page.closed.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1001);
		assertThat(first.output()).doesNotContain("ERROR").doesNotContain("\tat ");
		Files.createFile(gate);
		try (ServerProcess second = ServerProcess.start(this.home)) {
			Client again = second.admin();
			JsonNode run = again.app("long").ended(1);
			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(6);
			assertThat(again.get("/api/apps/long/runs/1/log").body()).containsOnlyOnce("ready")
				.containsOnlyOnce("on\n");
		}
	}

	/** What a browser is told when the socket closes. */
	private static final class Page implements WebSocket.Listener {

		private final CompletableFuture<Void> answered = new CompletableFuture<>();

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		@Override
		public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
			socket.request(1);
			this.answered.complete(null);
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
			this.closed.complete(statusCode);
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.closed.completeExceptionally(error);
		}

	}

}
