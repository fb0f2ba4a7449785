package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages that do not read delay nobody, and are cut. */
class StalledSocketTests {

	private static final int GOOD = 200;

	private static final int STALLED = 20;

	@TempDir
	private Path home;

	@Test
	void twentyPagesThatDoNotReadDelayNoneOfTwoHundred() throws Exception {
		// A hundred kilobytes a second for twenty seconds, each line with the time of its
		// writing
		Folders.script(this.home, "flood", "deploy", "x=$(head -c 500 /dev/zero | tr '\\0' x)", "i=0",
				"while [ $i -lt 200 ]; do",
				"  for j in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo $x; done",
				"  echo \"at $(date +%s%3N);\"", "  i=$((i + 1)); sleep 0.1", "done");
		try (Server server = Server.start(this.home)) {
			Client admin = server.admin();
			await().until(() -> admin.get("/api/apps/flood").statusCode() == 200);
			List<RawSocket> stalled = new ArrayList<>();
			for (int i = 0; i < STALLED; i++) {
				stalled.add(RawSocket.connect(admin).await("CONNECTED").subscribe("1", "/topic/deploy.flood"));
			}
			Map<Integer, Long> worst = new ConcurrentHashMap<>();
			ExecutorService threads = Executors.newCachedThreadPool();
			for (int i = 0; i < GOOD; i++) {
				int id = i;
				RawSocket good = RawSocket.connect(admin).await("CONNECTED").subscribe("1", "/topic/deploy.flood");
				threads.submit(() -> {
					worst.put(id, good.worstDelay("\"status\":\"succeeded\""));
					good.close();
					return null;
				});
			}
			long before = openSockets(server);

			assertThat(admin.post("/api/apps/flood/deploy").statusCode()).isEqualTo(202);

			await().atMost(Duration.ofSeconds(20)).until(() -> openSockets(server) == before - STALLED);
			await().atMost(Duration.ofSeconds(60)).until(() -> worst.size() == GOOD);
			assertThat(worst.values()).allSatisfy((millis) -> assertThat(millis).isBetween(0L, 3000L));
			threads.shutdown();
			for (RawSocket socket : stalled) {
				socket.close();
			}
		}
	}

	private static long openSockets(Server server) throws IOException {
		return server.bean(org.springframework.web.socket.config.WebSocketMessageBrokerStats.class)
			.getWebSocketSessionStats()
			.getWebSocketSessions();
	}

}
