package io.strapper.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.strapper.testing.Artemis;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Folders;
import io.strapper.testing.MessageBroker;
import io.strapper.testing.NetworkNamespace;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node on a host of its own that is cut off from the database and the broker for longer
 * than its lease, and still has its files.
 */
@Tag("root")
class CutOffNodeTests {

	private static final String LEASE = "--strapper.node-lease=12s";

	@TempDir
	private Path home;

	private Cluster cluster;

	@Test
	void itsRunIsLostAndItEndsWhatIsLeftWhenItIsBack() throws Exception {
		Folders.script(this.home, "blog", "deploy", "echo $$ >\"$STRAPPER_RUN.pid\"", "echo ready",
				"while :; do sleep 0.05; done");
		Folders.script(this.home, "shop", "deploy", "echo sold");
		Folders.file(this.home, "blog", "app.yml", "node: far\n");
		Folders.file(this.home, "shop", "app.yml", "node: far\n");
		this.cluster = new Cluster(this.home);
		Artemis broker = Artemis.stopped();
		broker.start();
		int database = URI.create(this.cluster.database().substring("jdbc:".length())).getPort();
		try (NetworkNamespace host = NetworkNamespace.create();
				CuttableProxy toDatabase = new CuttableProxy(host.machine(), database);
				CuttableProxy toBroker = new CuttableProxy(host.machine(), broker.port());
				Server near = this.cluster.start("near",
						Stream.concat(Stream.of(broker.arguments()), Stream.of(LEASE)).toArray(String[]::new));
				ServerProcess far = this.cluster.launch(host.command(), "far",
						arguments(broker, host.machine(), toBroker, toDatabase))) {
			Client admin = near.admin();
			admin.app("blog").pressUntilTaken("deploy");
			admin.app("blog").awaitLog(1, "ready");
			assertThat(admin.app("blog").run(1).get("node").asString()).isEqualTo("far");

			host.cut();

			JsonNode lost = admin.app("blog").ended(1);
			assertThat(lost.get("status").asString()).isEqualTo("lost");
			assertThat(lost.get("reason").asString()).startsWith("Node far was last heard at ");
			assertThat(alive(1)).as("it cannot know").isTrue();
			Folders.file(this.home, "blog", "app.yml", "node: near\n");
			admin.app("blog").pressUntilTaken("deploy");
			admin.app("blog").awaitLog(2, "ready");

			host.mend();

			await().until(() -> !alive(1) && left() == 0);
			assertThat(withoutSize(admin.app("blog").run(1))).isEqualTo(withoutSize(lost));
			assertThat(alive(2)).isTrue();
			admin.app("shop").pressUntilTaken("deploy");
			assertThat(admin.app("shop").ended(1).get("node").asString()).isEqualTo("far");
			assertThat(far.output()).contains("The lease of node far has run out", "Node far has its lease again",
					"What is left of deploy #1 of blog is being ended");
		}
		finally {
			broker.kill();
		}
	}

	/** Its process wrote on while nobody could know. */
	private static JsonNode withoutSize(JsonNode run) {
		return ((ObjectNode) run.deepCopy()).without("size");
	}

	private String[] arguments(MessageBroker broker, InetAddress machine, CuttableProxy toBroker,
			CuttableProxy toDatabase) {
		String url = this.cluster.database()
			.replaceFirst("//[^/]+/", "//" + machine.getHostAddress() + ":" + toDatabase.port() + "/");
		return Stream
			.concat(Stream.of(broker.arguments(toBroker.port())), Stream.of(LEASE,
					"--strapper.broker.relay.host=" + machine.getHostAddress(), "--spring.datasource.url=" + url))
			.toArray(String[]::new);
	}

	private boolean alive(int run) throws IOException {
		String pid = Files.readString(this.home.resolve("apps/blog/" + run + ".pid")).strip();
		return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
	}

	private long left() {
		return this.cluster.jdbc().sql("SELECT count(*) FROM left_behind").query(Long.class).single();
	}

}
