package io.strapper.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.strapper.socket.OpenSockets;
import io.strapper.testing.Certificate;
import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.Server;
import io.strapper.testing.TwoNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes behind the nginx of the documentation, without sticky sessions. */
class NodesProxyTests {

	@TempDir
	private Path folder;

	@Test
	void areOneServerForWhoeverComesByTheProxy() throws Exception {
		try (TwoNodes nodes = TwoNodes.start(this.folder.resolve("home"), List.of(),
				"--server.tomcat.remoteip.internal-proxies=127.0.0.1");
				Proxy proxy = Proxy.ofNodes(this.folder.resolve("nginx"), nodes.one().port(), nodes.other().port())) {
			Client admin = new Client(proxy.url()).signIn("admin", Server.PASSWORD);
			assertThat(answering(admin)).as("no session sticks to a node").containsExactlyInAnyOrder("one", "other");

			admin.post("/api/nodes/one/drain", Map.of());
			await().until(() -> nodes.one().client().poll("/actuator/health/readiness").statusCode(),
					(status) -> status == 503);
			for (int i = 1; i <= 4; i++) {
				open(admin);
				int sockets = i;
				await().until(() -> nodes.other().bean(OpenSockets.class).count() == sockets);
			}
			assertThat(nodes.one().bean(OpenSockets.class).count()).isZero();

			admin.delete("/api/nodes/one/drain");
			nodes.other().leave();
			// nginx lets a node alone for some seconds that has refused sockets
			await().until(() -> admin.poll("/api/nodes").statusCode(), (status) -> status == 200);
			assertThat(answering(admin)).as("one node is gone").containsExactly("one");
		}
	}

	/** The names of the nodes that answer a few requests. */
	private static Set<String> answering(Client admin) {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < 12; i++) {
			admin.json("/api/nodes")
				.valueStream()
				.filter((node) -> node.get("answering").asBoolean())
				.map((JsonNode node) -> node.get("name").asString())
				.forEach(names::add);
		}
		return names;
	}

	private static WebSocket open(Client client) throws Exception {
		return HttpClient.newBuilder()
			.sslContext(Certificate.trusting())
			.build()
			.newWebSocketBuilder()
			.header("Cookie", client.cookieHeader())
			.header("Origin", client.url())
			.buildAsync(URI.create(client.url().replace("https:", "wss:") + "/ws"), new WebSocket.Listener() {
			})
			.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

}
