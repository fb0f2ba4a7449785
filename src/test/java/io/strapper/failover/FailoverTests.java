package io.strapper.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A node that is killed, stays dead or freezes while its run goes on. */
class FailoverTests {

	private static final String LONG = "--strapper.node-lease=10m";

	@TempDir
	private Path home;

	private Cluster cluster;

	private Path gate;

	@BeforeEach
	void prepare() {
		this.cluster = new Cluster(this.home);
		this.gate = this.home.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "echo $$ >\"$STRAPPER_RUN.pid\"", "echo ready",
				"until [ -e '" + this.gate + "' ]; do sleep 0.05; done", "exit 5");
	}

	/** Nothing goes on after a test, whatever has failed. */
	@AfterEach
	void openGate() throws IOException {
		if (Files.notExists(this.gate)) {
			Files.createFile(this.gate);
		}
	}

	@Test
	void aNodeThatIsBackWithinItsLeaseTakesItsRunsUp() throws Exception {
		try (Server other = this.cluster.start("web-2", LONG)) {
			ServerProcess node = this.cluster.process("web-1", LONG);
			deploy(node);
			node.kill();

			try (ServerProcess again = this.cluster.process("web-1", LONG)) {
				assertThat(status(other.admin(), 1)).isEqualTo("running");
				Files.createFile(this.gate);
				JsonNode run = ended(again.admin(), 1);

				assertThat(run.get("status").asString()).isEqualTo("failed");
				assertThat(run.get("exitCode").asInt()).isEqualTo(5);
				assertThat(run.get("node").asString()).isEqualTo("web-1");
			}
		}
	}

	@Test
	void theRunOfANodeThatStaysDeadIsLostAndEndsWhenTheNodeIsBack() throws Exception {
		try (Server other = this.cluster.start("web-2")) {
			ServerProcess node = this.cluster.process("web-1");
			deploy(node);
			long pid = pid(1);
			node.kill();
			Client admin = other.admin();

			JsonNode run = ended(admin, 1);
			assertThat(run.get("status").asString()).isEqualTo("lost");
			assertThat(run.get("reason").asString()).matches(
					"Node web-1 was last heard at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC, so .* is unknown\\.");
			assertThat(alive(pid)).as("nobody touches what is on another machine").isTrue();
			assertThat(admin.post("/api/apps/blog/deploy").statusCode()).isEqualTo(202);
			admin.app("blog").awaitLog(2, "ready");

			try (ServerProcess again = this.cluster.process("web-1")) {
				assertThat(alive(pid)).isFalse();
				assertThat(status(again.admin(), 1)).isEqualTo("lost");
				assertThat(status(again.admin(), 2)).isEqualTo("running");
				assertThat(alive(pid(2))).isTrue();
				assertThat(left()).isZero();
			}
		}
	}

	@Test
	void aNodeThatWasFrozenForLongEndsWhatWasTakenAndRecordsNothing() throws Exception {
		try (Server other = this.cluster.start("web-2"); ServerProcess node = this.cluster.process("web-1")) {
			deploy(node);
			long pid = pid(1);
			signal(node, "STOP");
			Client admin = other.admin();
			JsonNode lost = ended(admin, 1);
			assertThat(lost.get("status").asString()).isEqualTo("lost");
			admin.app("blog").press("deploy");
			admin.app("blog").awaitLog(2, "ready");

			signal(node, "CONT");

			await().until(() -> !alive(pid) && left() == 0);
			assertThat(admin.json("/api/apps/blog/runs/1")).isEqualTo(lost);
			assertThat(status(admin, 2)).isEqualTo("running");
			assertThat(alive(pid(2))).isTrue();
			Folders.script(this.home, "shop", "deploy", "echo sold");
			await().until(() -> node.admin().post("/api/apps/shop/deploy").statusCode() == 202);
			assertThat(node.admin().app("shop").ended(1).get("node").asString()).isEqualTo("web-1");
		}
	}

	@Test
	void aRunThatEndedWhileItsNodeWasDeadHasItsRealStatus() throws Exception {
		try (Server other = this.cluster.start("web-2")) {
			ServerProcess node = this.cluster.process("web-1");
			deploy(node);
			node.kill();
			Files.createFile(this.gate);

			JsonNode run = ended(other.admin(), 1);

			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(5);
		}
	}

	private static void deploy(ServerProcess node) {
		Client admin = node.admin();
		admin.app("blog").press("deploy");
		admin.app("blog").awaitLog(1, "ready");
	}

	private static String status(Client client, int run) {
		return client.json("/api/apps/blog/runs/" + run).get("status").asString();
	}

	private static JsonNode ended(Client client, int run) {
		await().until(() -> !status(client, run).equals("running"));
		return client.json("/api/apps/blog/runs/" + run);
	}

	private long pid(int run) throws IOException {
		return Long.parseLong(Files.readString(this.home.resolve("apps/blog/" + run + ".pid")).strip());
	}

	private static boolean alive(long pid) {
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
	}

	private long left() {
		return this.cluster.jdbc().sql("SELECT count(*) FROM left_behind").query(Long.class).single();
	}

	private static void signal(ServerProcess node, String signal) throws IOException, InterruptedException {
		List<String> kill = List.of("kill", "-" + signal, Long.toString(node.pid()));
		assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
	}

}
