package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Patience;
import io.strapper.testing.Ports;
import io.strapper.testing.RawSocket;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import io.strapper.testing.TcpTable;
import io.strapper.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Hundreds of pages that read nothing, and a server with little memory. */
class UnreadSocketsTests {

	private static final int UNREAD = Integer.getInteger("unread.sockets", 300);

	/** The bytes that they take are more than the kernel keeps. */
	private static final int PINGS = 15_000;

	private static final String PASSWORD = "long enough to stall";

	@TempDir
	private Path home;

	@Test
	void costThemselvesOnly() throws Exception {
		Path enough = this.home.resolve("enough");
		Folders.script(this.home, "flood", "deploy", "x=$(head -c 500 /dev/zero | tr '\\0' x)", "i=0",
				"until [ -e '" + enough + "' ]; do", "  i=$((i + 1))", "  for j in $(seq 60); do echo $x; done",
				"  echo \"number=$i;\"", "  sleep 0.1", "done");
		ExecutorService threads = Executors.newSingleThreadExecutor();
		List<RawSocket> unread = new ArrayList<>();
		try (ServerProcess server = ServerProcess.launch(this.home, Ports.free(), "-Xmx256m",
				"--strapper.live.sockets-per-user=" + UNREAD)) {
			server.awaitAnswer();
			Client admin = new Client(server.url()).signIn("admin", Server.PASSWORD);
			await().until(() -> admin.get("/api/apps/flood").statusCode() == 200);
			admin.post("/users", Map.of("username", "sam", "password", PASSWORD, "role", "VIEWER"));
			Client stalling = new Client(server.url()).signIn("sam", PASSWORD);
			for (int i = 0; i < UNREAD; i++) {
				unread.add(RawSocket.connect(stalling).await("CONNECTED").subscribe("1", "/topic/deploy.flood"));
			}
			RawSocket socket = RawSocket.connect(admin).await("CONNECTED").subscribe("1", "/topic/deploy.flood");
			AtomicInteger latest = new AtomicInteger();
			Future<?> reader = threads.submit(() -> {
				socket.follow("\"status\":\"succeeded\"", latest::set);
				return null;
			});
			assertThat(admin.post("/api/apps/flood/deploy").statusCode()).isEqualTo(202);

			// The kernel has no room for more, and the server cuts them
			await().atMost(3, TimeUnit.MINUTES).until(() -> open(unread) < UNREAD / 10);
			int written = latest.get();
			await().until(() -> latest.get() > written + 10);

			Files.createFile(enough);
			reader.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
			assertThat(admin.get("/api/apps/flood").statusCode()).isEqualTo(200);
			assertThat(server.output()).doesNotContain("OutOfMemoryError");
			socket.close();
		}
		threads.shutdown();
		for (RawSocket socket : unread) {
			socket.close();
		}
	}

	@Test
	void pingsWhoseAnswersAreNotReadDelayNobody() throws Exception {
		Folders.script(this.home, "calm", "deploy", "echo hello");
		ExecutorService threads = Executors.newFixedThreadPool(UNREAD);
		try (ServerProcess server = ServerProcess.start(this.home, "-Xmx256m",
				"--strapper.live.sockets-per-user=" + UNREAD)) {
			Client admin = server.admin();
			await().until(() -> admin.get("/api/apps/calm").statusCode() == 200);
			admin.post("/users", Map.of("username", "sam", "password", PASSWORD, "role", "VIEWER"));
			Client stalling = new Client(server.url()).signIn("sam", PASSWORD);
			List<RawSocket> unread = new ArrayList<>();
			for (int i = 0; i < UNREAD; i++) {
				unread.add(RawSocket.connect(stalling).await("CONNECTED"));
			}
			Visitor visitor = new Visitor(admin, "/apps/calm");
			Duration usual = visitor.visit();

			unread.forEach((socket) -> threads.submit(() -> socket.ping(PINGS)));
			threads.shutdown();
			await().pollInSameThread().until(() -> {
				visitor.visit();
				return threads.isTerminated();
			});

			assertThat(visitor.longest()).isLessThan(Visitor.limit(usual));
			for (RawSocket socket : unread) {
				socket.close();
			}
		}
	}

	/** How many of these the server has not closed. */
	private static long open(List<RawSocket> sockets) throws IOException {
		Set<Integer> ports = sockets.stream().map(RawSocket::localPort).collect(Collectors.toSet());
		return TcpTable.connections()
			.filter((connection) -> ports.contains(connection.remotePort()) && connection.isEstablished())
			.count();
	}

}
