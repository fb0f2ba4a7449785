package io.strapper.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.strapper.node.Lease;
import io.strapper.node.Node;
import io.strapper.socket.OpenSockets;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import io.strapper.testing.TwoNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What administrators and load balancers see of nodes, some of which get no new runs. */
class DrainingTests {

	private static final String READINESS = "/actuator/health/readiness";

	@TempDir
	private static Path home;

	private static TwoNodes nodes;

	private static Client admin;

	@BeforeAll
	static void start() {
		nodes = TwoNodes.start(home, List.of());
		nodes.one().script("blog", "deploy", "exit 0");
		admin = nodes.one().admin();
	}

	@AfterAll
	static void end() {
		nodes.close();
	}

	private static JsonNode node(String name) {
		return admin.json("/api/nodes")
			.valueStream()
			.filter((node) -> node.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static int readiness(Server server) {
		return server.client().poll(READINESS).statusCode();
	}

	@Test
	void administratorsSeeTheNodes() {
		assertThat(node("one").get("alive").asBoolean()).isTrue();
		assertThat(node("one").get("answering").asBoolean()).isTrue();
		assertThat(node("one").get("version").asString()).isNotEmpty();
		assertThat(node("other").get("answering").asBoolean()).isFalse();
		assertThat(node("other").get("runs").asLong()).isZero();
		assertThat(Client.text(admin.get("/nodes"))).contains("one Ready 0 runs shows this page", "other Ready");
		assertThat(admin.get("/").body()).contains("href=\"/nodes\"");
	}

	@Test
	void theLoadBalancerAndThePagesOfADrainedNodeGoElsewhere() throws Exception {
		Server drained = nodes.other();
		Client viewer = drained.viewer("vera");
		await().until(() -> readiness(drained), (status) -> status == 200);
		OpenSockets sockets = drained.bean(OpenSockets.class);
		try (Subscriber page = Subscriber.connect(viewer)) {
			page.subscribe("/topic/deploy.blog");
			await().until(() -> sockets.count() == 1);

			assertThat(admin.post("/api/nodes/other/drain", Map.of()).statusCode()).isEqualTo(200);

			await().until(() -> sockets.count() == 0);
			await().until(() -> readiness(drained), (status) -> status == 503);
			assertThat(drained.client().poll(READINESS).body()).contains("OUT_OF_SERVICE");
			assertThat(readiness(nodes.one())).isEqualTo(200);
			assertThatThrownBy(() -> Subscriber.connect(viewer)).hasStackTraceContaining("503");
			assertThat(node("other").get("draining").asBoolean()).isTrue();
			assertThat(Client.text(admin.get("/nodes"))).contains("other Draining", "End draining");
		}
		finally {
			admin.delete("/api/nodes/other/drain");
		}
		await().until(() -> readiness(drained), (status) -> status == 200);
		try (Subscriber page = Subscriber.connect(viewer)) {
			page.subscribe("/topic/deploy.blog");
			await().until(() -> sockets.count() == 1);
		}
		assertThat(admin.json("/api/audit?limit=10").valueStream().map((it) -> it.get("what").asString()))
			.contains("drain node", "undrain node");
	}

	@Test
	void aNodeWithoutALeaseGetsNoRequests(@TempDir Path another) {
		Cluster cluster = new Cluster(another);
		try (Server silent = cluster.start("silent", Cluster.shortLease())) {
			silent.script("blog", "deploy", "exit 0");
			Client client = silent.admin();
			await().until(() -> readiness(silent), (status) -> status == 200);

			// As if a namesake had been started
			incarnation(cluster, "another");

			await().until(() -> readiness(silent), (status) -> status == 503);
			assertThat(silent.bean(Lease.class).held()).isFalse();
			assertThat(silent.client().poll("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(client.json("/api/apps")).as("whoever is here can read on").isNotEmpty();
			assertThat(client.post("/api/apps/blog/deploy").statusCode()).isEqualTo(503);

			incarnation(cluster, silent.bean(Node.class).incarnation());

			await().until(() -> readiness(silent), (status) -> status == 200);
			long run = client.app("blog").pressUntilTaken("deploy");
			assertThat(client.app("blog").ended(run).get("status").asString()).isEqualTo("succeeded");
		}
	}

	private static void incarnation(Cluster cluster, String incarnation) {
		cluster.jdbc().sql("UPDATE node SET incarnation = :incarnation").param("incarnation", incarnation).update();
	}

	@Test
	void thePageDrainsANodeAndUsesItAgain() {
		assertThat(admin.submit("/nodes/one/drain")).contains("one gets no new runs.");
		await().until(() -> readiness(nodes.one()), (status) -> status == 503);

		assertThat(admin.submit("/nodes/one/undrain")).contains("one gets new runs again.");
		await().until(() -> readiness(nodes.one()), (status) -> status == 200);
	}

}
