package io.strapper.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterEach;
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

	private Cluster cluster;

	private Path gate;

	@BeforeEach
	void prepare() {
		this.cluster = new Cluster(this.home);
		this.gate = this.home.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "echo ready",
				"until [ -e '" + this.gate + "' ]; do sleep 0.05; done", "exit 5");
	}

	@AfterEach
	void openGate() throws IOException {
		if (Files.notExists(this.gate)) {
			Files.createFile(this.gate);
		}
	}

	@Test
	void theRunOfAServerThatWasAloneIsTakenUpOnItsMachine() throws Exception {
		leave(Server.start(this.home, this.cluster.databaseArgument()));

		try (Server node = this.cluster.start("web-1")) {
			JsonNode run = node.admin().json("/api/apps/blog/runs/1");
			assertThat(run.get("status").asString()).isEqualTo("running");
			assertThat(run.get("node").asString()).isEqualTo("web-1");
			Files.createFile(this.gate);

			assertThat(node.admin().app("blog").ended(1).get("exitCode").asInt()).isEqualTo(5);
		}
	}

	@Test
	void aServerThatIsAloneAgainTakesTheRunsOfNodesUp() throws Exception {
		leave(this.cluster.start("web-1"));

		try (Server alone = Server.start(this.home, this.cluster.databaseArgument())) {
			Files.createFile(this.gate);

			assertThat(alone.admin().app("blog").ended(1).get("exitCode").asInt()).isEqualTo(5);
		}
	}

	@Test
	void theRunsOfANodeThatIsOnAnotherMachineNowAreLost() throws Exception {
		leave(this.cluster.start("web-1"));
		for (String file : List.of("wrapper", "pid")) {
			Path identity = this.home.resolve("runs/blog/1").resolve(file);
			Files.writeString(identity, Files.readString(identity).strip().replaceFirst("[^ ]+$", "another-boot"));
		}
		this.cluster.jdbc().sql("UPDATE node SET machine = 'another'").update();

		try (Server node = this.cluster.start("web-1")) {
			Client admin = node.admin();
			await().until(() -> !admin.json("/api/apps/blog/runs/1").get("status").asString().equals("running"));

			JsonNode run = admin.json("/api/apps/blog/runs/1");
			assertThat(run.get("status").asString()).isEqualTo("lost");
			assertThat(run.get("reason").asString()).startsWith("No node has taken the run up");
			assertThat(this.cluster.jdbc().sql("SELECT machine FROM left_behind").query(String.class).list())
				.as("the other machine ends it")
				.containsExactly("another");
		}
	}

	private static void leave(Server server) {
		server.admin().app("blog").press("deploy");
		server.admin().app("blog").awaitLog(1, "ready");
		server.leave();
	}

}
