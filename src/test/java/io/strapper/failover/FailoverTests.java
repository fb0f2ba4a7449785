package io.strapper.failover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Folders;
import io.strapper.testing.LivePage;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A node that is killed, stays dead or freezes while its run goes on. */
class FailoverTests {

	/** So short that a test can wait until the node looks at its lease. */
	private static final String LOOKS_OFTEN = "--strapper.node-lease=30s";

	@TempDir
	private Path home;

	@AutoClose
	private GatedCluster cluster;

	@BeforeEach
	void prepare() {
		this.cluster = new GatedCluster(this.home);
	}

	@Test
	void aNodeThatIsBackWithinItsLeaseTakesItsRunsUp() throws Exception {
		try (Server other = nodes().start("web-2")) {
			ServerProcess node = nodes().process("web-1");
			deploy(node);
			node.kill();

			try (ServerProcess again = nodes().process("web-1")) {
				assertThat(status(other.admin(), 1)).isEqualTo("running");
				this.cluster.openGate();
				JsonNode run = ended(again.admin(), 1);

				assertThat(run.get("status").asString()).isEqualTo("failed");
				assertThat(run.get("exitCode").asInt()).isEqualTo(GatedCluster.EXIT_CODE);
				assertThat(run.get("node").asString()).isEqualTo("web-1");
			}
		}
	}

	@Test
	void theRunOfANodeThatStaysDeadIsLostAndEndsWhenTheNodeIsBack() throws Exception {
		try (Server other = nodes().start("web-2")) {
			ServerProcess node = nodes().process("web-1");
			deploy(node);
			long pid = this.cluster.pid(1);
			node.kill();
			takeRunsOfWeb1(other);
			Client admin = other.admin();

			JsonNode run = ended(admin, 1);
			assertThat(run.get("status").asString()).isEqualTo("lost");
			assertThat(run.get("reason").asString()).matches(
					"Node web-1 was last heard at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC, so .* is unknown\\.");
			assertThat(alive(pid)).as("nobody touches what is on another machine").isTrue();
			admin.app("blog").press("deploy");
			admin.app("blog").awaitLog(2, "ready");

			try (ServerProcess again = nodes().process("web-1")) {
				assertThat(alive(pid)).isFalse();
				assertThat(status(again.admin(), 1)).isEqualTo("lost");
				assertThat(status(again.admin(), 2)).isEqualTo("running");
				assertThat(alive(this.cluster.pid(2))).isTrue();
				assertThat(left()).isZero();
			}
		}
	}

	@Test
	void aNodeThatWasFrozenForLongEndsWhatWasTakenAndRecordsNothing() throws Exception {
		try (Server other = nodes().start("web-2"); ServerProcess node = nodes().process("web-1", LOOKS_OFTEN)) {
			deploy(node);
			long pid = this.cluster.pid(1);
			node.signal("STOP");
			takeRunsOfWeb1(other);
			Client admin = other.admin();
			JsonNode lost = ended(admin, 1);
			assertThat(lost.get("status").asString()).isEqualTo("lost");
			admin.app("blog").press("deploy");
			admin.app("blog").awaitLog(2, "ready");

			node.signal("CONT");

			await().until(() -> !alive(pid) && left() == 0);
			assertThat(recorded(admin.json("/api/apps/blog/runs/1"))).isEqualTo(recorded(lost));
			assertThat(status(admin, 2)).isEqualTo("running");
			assertThat(alive(this.cluster.pid(2))).isTrue();
			Folders.script(this.home, "shop", "deploy", "echo sold");
			await().until(() -> node.admin().post("/api/apps/shop/deploy").statusCode() == 202);
			assertThat(node.admin().app("shop").ended(1).get("node").asString()).isEqualTo("web-1");
		}
	}

	@Test
	void aNodeThatWasFrozenHearsWhatOthersHaveRecorded() throws Exception {
		try (Server other = nodes().start("web-2");
				ServerProcess node = nodes().process("web-1", LOOKS_OFTEN);
				LivePage page = new LivePage("blog", List.of(node.admin()))) {
			deploy(node);
			await().until(() -> page.status().equals("running"));
			node.signal("STOP");
			this.cluster.openGate();
			await().until(() -> Files.exists(this.home.resolve("runs/blog/1/exit")));
			takeRunsOfWeb1(other);
			assertThat(status(other.admin(), 1)).isEqualTo("failed");

			node.signal("CONT");

			await().until(() -> page.status().equals("failed"));
		}
	}

	@Test
	void theLogOfALostRunIsWholeOnceItsNodeIsBack() throws Exception {
		Path more = this.home.resolve("more");
		Path log = this.home.resolve("runs/shop/1/log");
		Folders.script(this.home, "shop", "deploy", "echo ready", "until [ -e '" + more + "' ]; do sleep 0.05; done",
				"echo more", "sleep 60");
		try (Server other = nodes().start("web-2"); ServerProcess node = nodes().process("web-1", LOOKS_OFTEN)) {
			node.admin().app("shop").pressUntilTaken("deploy");
			node.admin().app("shop").awaitLog(1, "ready");
			Client admin = other.admin();
			try (LivePage page = new LivePage("shop", List.of(admin))) {
				node.signal("STOP");
				takeRunsOfWeb1(other);
				long before = admin.app("shop").ended(1).get("size").asLong();
				await().until(() -> page.status().equals("lost") && page.offset() == before);
				assertThat(shown(admin)).isEqualTo(before);

				Files.createFile(more);
				await().until(() -> Files.readString(log).contains("more"));
				node.signal("CONT");
				await().until(() -> left() == 0);

				assertThat(admin.app("shop").run(1).get("size").asLong()).isEqualTo(Files.size(log))
					.isGreaterThan(before);
				assertThat(shown(admin)).isEqualTo(Files.size(log));
				await().until(() -> page.offset() == Files.size(log));
			}
		}
	}

	private static long shown(Client client) {
		return client.json("/api/apps/shop/runs/1/screen?lines=500").get("to").asLong();
	}

	/**
	 * Nobody judges before the node is dead, so that a machine that stands still for some
	 * seconds loses no run.
	 */
	@Test
	void aRunThatEndedWhileItsNodeWasDeadHasItsRealStatus() throws Exception {
		ServerProcess node = nodes().process("web-1");
		deploy(node);
		node.kill();
		this.cluster.openGate();
		await().until(() -> Files.exists(this.home.resolve("runs/blog/1/exit")));

		try (Server other = nodes().start("web-2", Cluster.shortLease())) {
			JsonNode run = ended(other.admin(), 1);

			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(GatedCluster.EXIT_CODE);
		}
	}

	private Cluster nodes() {
		return this.cluster.nodes();
	}

	/** As a node does when another one was not heard for a lease. */
	private void takeRunsOfWeb1(Server other) {
		nodes().silence("web-1");
		other.bean(Takeover.class).takeAll();
	}

	private static void deploy(ServerProcess node) {
		Client admin = node.admin();
		admin.app("blog").pressUntilTaken("deploy");
		admin.app("blog").awaitLog(1, "ready");
	}

	/** Whatever its process wrote until it was ended. */
	private static JsonNode recorded(JsonNode run) {
		return ((ObjectNode) run.deepCopy()).without("size");
	}

	private static String status(Client client, int run) {
		return client.json("/api/apps/blog/runs/" + run).get("status").asString();
	}

	private static JsonNode ended(Client client, int run) {
		await().until(() -> !status(client, run).equals("running"));
		return client.json("/api/apps/blog/runs/" + run);
	}

	private static boolean alive(long pid) {
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
	}

	private long left() {
		return nodes().jdbc().sql("SELECT count(*) FROM left_behind").query(Long.class).single();
	}

}
