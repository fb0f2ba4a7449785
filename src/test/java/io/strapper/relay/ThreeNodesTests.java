package io.strapper.relay;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.testing.Artemis;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.LivePage;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three servers as processes: one is pressed, one has the page, and one has the run. */
class ThreeNodesTests {

	private static final String READINESS = "/actuator/health/readiness";

	@TempDir
	private Path home;

	@Test
	void aPageSeesARunOfAnotherNodeThoughThatDrainsAndTheOneThatWasPressedDies() throws Exception {
		Path gate = this.home.resolve("gate");
		String[] script = { "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done", "echo over", "exit 3" };
		Folders.script(this.home, "blog", "deploy", script);
		Folders.file(this.home, "blog", "app.yml", "node: c\n");
		Folders.script(this.home, "shop", "deploy", script);
		Folders.file(this.home, "shop", "app.yml", "node: a\n");
		Artemis broker = Artemis.stopped();
		broker.start();
		Cluster cluster = new Cluster(this.home);
		String[] arguments = Stream.concat(Stream.of(broker.arguments()), Stream.of("--strapper.node-lease=12s"))
			.toArray(String[]::new);
		try (ServerProcess a = cluster.process("a", arguments);
				ServerProcess b = cluster.process("b", arguments);
				ServerProcess c = cluster.process("c", arguments)) {
			Client pressed = a.admin();
			Client watched = b.admin();
			try (LivePage page = new LivePage("blog", List.of(watched))) {
				pressed.app("blog").pressUntilTaken("deploy");
				pressed.app("shop").pressUntilTaken("deploy");

				await().until(() -> page.lines().contains("ready"));
				assertThat(node(watched, "blog", 1)).isEqualTo("c");
				assertThat(node(watched, "shop", 1)).isEqualTo("a");

				assertThat(pressed.post("/api/nodes/c/drain", Map.of()).statusCode()).isEqualTo(200);
				await().until(() -> new Client(c.url()).poll(READINESS).statusCode(), (status) -> status == 503);
				assertThat(new Client(b.url()).poll(READINESS).statusCode()).isEqualTo(200);
				assertThat(watched.app("blog").status(1)).isEqualTo("running");

				a.kill();

				JsonNode lost = watched.app("shop").ended(1);
				assertThat(lost.get("status").asString()).isEqualTo("lost");
				assertThat(lost.get("reason").asString()).startsWith("Node a was last heard at ");
				Folders.file(this.home, "shop", "app.yml", "node: b\n");
				pressed.turnTo(b.url());
				long again = pressed.app("shop").pressUntilTaken("deploy");
				assertThat(node(pressed, "shop", again)).isEqualTo("b");
				Files.createFile(gate);
				assertThat(watched.app("blog").ended(1).get("exitCode").asInt()).isEqualTo(3);
				await().until(() -> page.offset() == Files.size(this.home.resolve("runs/blog/1/log")));
				assertThat(page.lines()).contains("ready", "over");
				assertThat(watched.app("shop").ended(again).get("exitCode").asInt()).isEqualTo(3);

				HttpResponse<String> drained = watched.post("/api/apps/blog/deploy");
				assertThat(drained.statusCode()).isEqualTo(503);
				assertThat(drained.body()).contains("None of the nodes that may run it is available: c.");
				assertThat(watched.delete("/api/nodes/c/drain").statusCode()).isEqualTo(200);
				await().until(() -> new Client(c.url()).poll(READINESS).statusCode(), (status) -> status == 200);
				assertThat(
						watched.app("blog").ended(watched.app("blog").pressUntilTaken("deploy")).get("node").asString())
					.isEqualTo("c");
			}
		}
		finally {
			broker.kill();
		}
	}

	private static String node(Client client, String app, long run) {
		return client.app(app).run(run).get("node").asString();
	}

}
