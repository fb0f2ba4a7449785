package io.strapper.journey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.Server;
import io.strapper.user.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who watches is not idle, and yet is signed out some day. */
class IdleTests {

	@TempDir
	private Path home;

	@Test
	void anOpenPageKeepsItsReaderSignedInUpToTheLimit() throws Exception {
		try (Server server = Server.start(this.home, "--strapper.session-timeout=6s", "--strapper.session-limit=25s")) {
			Client watcher = server.admin();
			try (RawSocket socket = RawSocket.connect(watcher).await("CONNECTED")) {
				Client idler = server.admin();

				await().atMost(Duration.ofMinutes(1)).until(() -> {
					socket.send("\n");
					return !isSignedIn(server, idler);
				});
				assertThat(isSignedIn(server, watcher)).isTrue();
				await().atMost(Duration.ofMinutes(1)).until(() -> {
					socket.send("\n");
					return !isSignedIn(server, watcher);
				});
			}
		}
	}

	/** Without a request, which would count. */
	private static boolean isSignedIn(Server server, Client client) {
		String id = new String(Base64.getDecoder().decode(client.session().getValue()), StandardCharsets.UTF_8);
		return !server.bean(Sessions.class).alive(List.of(id)).isEmpty();
	}

}
