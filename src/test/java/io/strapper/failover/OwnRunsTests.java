package io.strapper.failover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.node.Lease;
import io.strapper.run.LogsInUse;
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

/** Runs of one node that are pressed, cancelled and asked for on another one. */
class OwnRunsTests {

	private static final AppId BLOG = new AppId("blog");

	@TempDir
	private Path home;

	private Cluster cluster;

	private Server one;

	private Server two;

	@BeforeEach
	void start() {
		this.cluster = new Cluster(this.home);
		Folders.script(this.home, "blog", "deploy", "trap 'exit 3' TERM", "echo ready", "while :; do sleep 0.05; done");
		Folders.script(this.home, "blog", "stop", "echo stopped on $STRAPPER_RUN");
		this.one = this.cluster.start("web-1");
		this.two = this.cluster.start("web-2");
	}

	@AfterEach
	void stop() {
		this.two.close();
		this.one.close();
	}

	@Test
	void aRunIsTheNodesWhereItWasPressed() {
		Client admin = this.two.admin();
		admin.app("blog").press("deploy");
		admin.app("blog").awaitLog(1, "ready");

		assertThat(this.one.admin().json("/api/apps/blog/runs/1").get("node").asString()).isEqualTo("web-2");
		assertThat(Client.text(this.one.admin().get("/apps/blog"))).contains("on web-2");
		assertThat(Client.text(admin.get("/apps/blog"))).contains("on web-2");
	}

	@Test
	void aRunIsCancelledFromAnotherNode() {
		this.two.admin().app("blog").press("deploy");
		this.two.admin().app("blog").awaitLog(1, "ready");
		Client admin = this.one.admin();

		admin.post("/api/apps/blog/runs/1/cancel");

		await().until(() -> ended(admin, 1));
		JsonNode run = admin.json("/api/apps/blog/runs/1");
		assertThat(run.get("status").asString()).isEqualTo("cancelled");
		assertThat(run.get("exitCode").asInt()).isEqualTo(3);
	}

	@Test
	void aStopThatIsPressedElsewhereFollowsTheRun() {
		this.two.admin().app("blog").press("deploy");
		this.two.admin().app("blog").awaitLog(1, "ready");
		Client admin = this.one.admin();

		assertThat(admin.post("/api/apps/blog/stop").statusCode()).isEqualTo(202);

		await().until(() -> admin.get("/api/apps/blog/runs/2").statusCode() == 200 && ended(admin, 2));
		assertThat(admin.json("/api/apps/blog/runs/1").get("status").asString()).isEqualTo("cancelled");
		assertThat(admin.json("/api/apps/blog/runs/2").get("status").asString()).isEqualTo("succeeded");
		assertThat(admin.get("/api/apps/blog/runs/2/log").body()).contains("stopped on 2");
	}

	@Test
	void aNodeThatDrainsLeavesItsPressesToOthers() {
		this.cluster.jdbc().sql("UPDATE node SET draining = TRUE WHERE name = 'web-1'").update();
		Client admin = this.one.admin();

		admin.app("blog").press("deploy");

		admin.app("blog").awaitLog(1, "ready");
		assertThat(admin.json("/api/apps/blog/runs/1").get("node").asString()).isEqualTo("web-2");
	}

	@Test
	void anAppRunsOnTheNodeThatItNames() {
		Folders.file(this.home, "blog", "app.yml", "node: [web-9, web-2]\n");
		awaitNodes("web-9", "web-2");
		Client admin = this.one.admin();

		admin.app("blog").press("deploy");

		await().until(() -> admin.get("/api/apps/blog/runs/1/log").body().contains("ready"));
		assertThat(admin.json("/api/apps/blog/runs/1").get("node").asString()).isEqualTo("web-2");
		assertThat(this.two.bean(Lease.class).held()).isTrue();
	}

	@Test
	void anAppWhoseNodeIsNotThereIsNotStarted() {
		Folders.file(this.home, "blog", "app.yml", "node: web-9\n");
		awaitNodes("web-9");

		assertThat(this.one.admin().post("/api/apps/blog/deploy")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.body()).contains("None of the nodes that may run it is available: web-9. Start one of");
		});
	}

	@Test
	void noNodeTakesRuns() {
		this.cluster.jdbc().sql("UPDATE node SET draining = TRUE").update();
		Client admin = this.one.admin();

		assertThat(admin.post("/api/apps/blog/deploy")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.body()).contains("No node is available for a new run.");
		});
		assertThat(admin.json("/api/apps/blog/runs")).isEmpty();
	}

	@Test
	void theLogOfAnActiveRunOfAnotherNodeIsInUse() throws Exception {
		this.two.admin().app("blog").press("deploy");

		assertThat(this.one.beans(LogsInUse.class)).anyMatch((logs) -> logs.contains(BLOG, 1));
		assertThat(this.one.admin().delete("/api/apps/blog/runs/1/log").statusCode()).isEqualTo(409);
		assertThat(Files.exists(this.home.resolve("runs/blog/1/log"))).isTrue();
	}

	@Test
	void oneRunOfAnAppWhicheverNodesArePressed() {
		assertThat(this.one.admin().post("/api/apps/blog/deploy").statusCode()).isEqualTo(202);

		assertThat(this.two.admin().post("/api/apps/blog/deploy").statusCode()).isEqualTo(409);
	}

	/** Waits until the node that is pressed knows the nodes of the app. */
	private void awaitNodes(String... names) {
		await().until(() -> this.one.bean(Apps.class).find(BLOG).map(App::nodes), Optional.of(List.of(names))::equals);
	}

	private static boolean ended(Client client, int run) {
		return !client.json("/api/apps/blog/runs/" + run).get("status").asString().equals("running");
	}

}
