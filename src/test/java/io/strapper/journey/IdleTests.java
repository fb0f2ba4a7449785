package io.strapper.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import io.strapper.user.Sessions;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who watches is not idle, and yet is signed out some day. */
class IdleTests {

	private static final Duration MOST_OF_THE_TIMEOUT = Duration.ofMinutes(50);

	@RunningServer(value = { "--strapper.session-timeout=1h", "--strapper.session-limit=3h" },
			parts = TurnableClock.class)
	private static Server server;

	@Test
	void anOpenPageKeepsItsReaderSignedInUpToTheLimit() throws Exception {
		Client watcher = server.admin();
		try (RawSocket socket = RawSocket.connect(watcher).await("CONNECTED")) {
			Client idler = server.admin();

			watch(watcher, socket);
			watch(watcher, socket);
			assertThat(isSignedIn(idler)).isFalse();
			assertThat(isSignedIn(watcher)).isTrue();

			watch(watcher, socket);
			turn();
			assertThat(isSignedIn(watcher)).isFalse();
			assertThat(socket.readToEnd()).isNotNull();
		}
	}

	/** Lets time pass, and the server see that the page is still there. */
	private static void watch(Client client, RawSocket page) {
		turn();
		long now = server.bean(TurnableClock.class).millis();
		await().until(() -> {
			page.send("\n");
			return lastAccess(client) >= now;
		});
	}

	private static void turn() {
		server.bean(TurnableClock.class).turn(MOST_OF_THE_TIMEOUT);
	}

	private static long lastAccess(Client client) throws IOException {
		return server.bean(JdbcClient.class)
			.sql("SELECT last_access_time FROM spring_session WHERE session_id = :id")
			.param("id", id(client))
			.query(Long.class)
			.single();
	}

	/** Without a request, which would count. */
	private static boolean isSignedIn(Client client) {
		return server.bean(Sessions.class).isAlive(id(client));
	}

	private static String id(Client client) {
		return new String(Base64.getDecoder().decode(client.session().getValue()), StandardCharsets.UTF_8);
	}

}
