package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TcpTable;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.config.WebSocketMessageBrokerStats;

import static org.awaitility.Awaitility.await;

/** Pages that do not read delay nobody, and are cut. */
class StalledSocketTests {

	private static final int GOOD = 200;

	private static final int STALLED = 20;

	@RunningServer({ "--strapper.live.sockets-per-user=1000", "--strapper.live.kept-bytes=100MB",
			"--strapper.live.kept-bytes-per-user=100MB" })
	private static Server server;

	private final List<RawSocket> opened = new ArrayList<>();

	@Test
	void twentyPagesThatDoNotReadDelayNoneOfTwoHundred() throws Exception {
		Path enough = server.home().resolve("enough");
		// A hundred kilobytes a second: it fills those that do not read
		server.script("flood", "deploy", "x=$(head -c 500 /dev/zero | tr '\\0' x)", "i=0",
				"until [ -e '" + enough + "' ]; do", "  i=$((i + 1))",
				"  for j in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo $x; done",
				"  echo \"number=$i;\"", "  sleep 0.1", "done");
		Client admin = server.admin();
		AtomicIntegerArray latest = new AtomicIntegerArray(GOOD);
		List<Future<?>> good = new ArrayList<>();
		ExecutorService threads = Executors.newCachedThreadPool();
		for (int i = 0; i < GOOD; i++) {
			int id = i;
			RawSocket socket = RawSocket.connect(admin).await("CONNECTED").subscribe("1", "/topic/deploy.flood");
			good.add(threads.submit(() -> {
				try (socket) {
					socket.follow("\"status\":\"succeeded\"", (number) -> latest.set(id, number));
				}
				return null;
			}));
		}
		admin.app("flood").press("deploy");

		// Others stall if a busy machine took so long that some were cut before
		await().atMost(Patience.LIMIT.multipliedBy(3))
			.pollInSameThread()
			.until(() -> delayNobody(stalled(admin), latest));
		await().until(() -> openSockets() == GOOD);

		Files.createFile(enough);
		for (Future<?> one : good) {
			one.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		threads.shutdown();
		for (RawSocket socket : this.opened) {
			socket.close();
		}
	}

	private List<RawSocket> stalled(Client client) throws Exception {
		List<RawSocket> stalled = new ArrayList<>();
		for (int i = 0; i < STALLED; i++) {
			stalled.add(RawSocket.connect(client).await("CONNECTED").subscribe("1", "/topic/deploy.flood"));
		}
		this.opened.addAll(stalled);
		return stalled;
	}

	/** Whether what is written reaches everybody else while all of these hold on. */
	private static boolean delayNobody(List<RawSocket> stalled, AtomicIntegerArray latest) {
		long open = openSockets();
		await().until(() -> unsent(stalled) == STALLED || openSockets() < open);
		int written = lowest(latest);
		await().pollInterval(Duration.ofMillis(10)).until(() -> lowest(latest) > written + 1);
		return openSockets() == open;
	}

	private static int lowest(AtomicIntegerArray numbers) {
		return IntStream.range(0, numbers.length()).map(numbers::get).min().orElseThrow();
	}

	/** How many of these have been sent something that their kernel has no room for. */
	private static long unsent(List<RawSocket> sockets) throws IOException {
		Set<Integer> ports = sockets.stream().map(RawSocket::localPort).collect(Collectors.toSet());
		return TcpTable.connections()
			.filter((connection) -> ports.contains(connection.remotePort()) && connection.hasUnsentBytes())
			.count();
	}

	private static long openSockets() {
		return server.bean(WebSocketMessageBrokerStats.class).getWebSocketSessionStats().getWebSocketSessions();
	}

}
