package io.strapper.failover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Active runs that a node finds when it starts and that are not simply its own. */
class FormerRunsTests {

	@TempDir
	private Path home;

	@AutoClose
	private GatedCluster cluster;

	@BeforeEach
	void prepare() {
		this.cluster = new GatedCluster(this.home);
	}

	@Test
	void theRunOfAServerThatWasAloneIsTakenUpOnItsMachine() throws Exception {
		leave(Server.start(this.home, nodes().databaseArgument()));

		try (Server node = nodes().start("web-1")) {
			JsonNode run = node.admin().json("/api/apps/blog/runs/1");
			assertThat(run.get("status").asString()).isEqualTo("running");
			assertThat(run.get("node").asString()).isEqualTo("web-1");
			this.cluster.openGate();

			assertThat(node.admin().app("blog").ended(1).get("exitCode").asInt()).isEqualTo(GatedCluster.EXIT_CODE);
		}
	}

	@Test
	void aServerThatIsAloneAgainTakesTheRunsOfNodesUp() throws Exception {
		leave(nodes().start("web-1"));

		try (Server alone = Server.start(this.home, nodes().databaseArgument())) {
			this.cluster.openGate();

			assertThat(alone.admin().app("blog").ended(1).get("exitCode").asInt()).isEqualTo(GatedCluster.EXIT_CODE);
		}
	}

	@Test
	void theRunsOfANodeThatIsOnAnotherMachineNowAreLost() throws Exception {
		leave(nodes().start("web-1"));
		for (String file : List.of("wrapper", "pid")) {
			Path identity = this.home.resolve("runs/blog/1").resolve(file);
			Files.writeString(identity, Files.readString(identity).strip().replaceFirst("[^ ]+$", "another-boot"));
		}
		nodes().jdbc().sql("UPDATE node SET machine = 'another'").update();

		try (Server node = nodes().start("web-1", Cluster.shortLease())) {
			Client admin = node.admin();
			await().until(() -> !admin.json("/api/apps/blog/runs/1").get("status").asString().equals("running"));

			JsonNode run = admin.json("/api/apps/blog/runs/1");
			assertThat(run.get("status").asString()).isEqualTo("lost");
			assertThat(run.get("reason").asString()).startsWith("No node has taken the run up");
			assertThat(nodes().jdbc().sql("SELECT machine FROM left_behind").query(String.class).list())
				.as("the other machine ends it")
				.containsExactly("another");
		}
	}

	private Cluster nodes() {
		return this.cluster.nodes();
	}

	private static void leave(Server server) {
		server.admin().app("blog").press("deploy");
		server.admin().app("blog").awaitLog(1, "ready");
		server.leave();
	}

}
