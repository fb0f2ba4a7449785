package io.strapper.failover;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.strapper.node.Lease;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A database that is away for longer than a lease. */
class DatabaseAwayTests {

	@TempDir
	private Path home;

	static Stream<Named<Consumer<CuttableProxy>>> ways() {
		return Stream.of(Named.of("refuses connections", CuttableProxy::cut),
				Named.of("does not answer", CuttableProxy::silence));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void runsGoOnAndTheirEndsAreRecordedAfterwards(Consumer<CuttableProxy> leave) throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"exit 5");
		Folders.script(this.home, "shop", "deploy", "echo sold");
		Cluster cluster = new Cluster(this.home);
		URI database = URI.create(cluster.database().substring("jdbc:".length()));
		try (CuttableProxy wire = new CuttableProxy(database.getPort());
				Server node = cluster.start("web-1", "--spring.datasource.url="
						+ cluster.database().replace(database.getAuthority(), URI.create(wire.url()).getAuthority()))) {
			Client admin = node.admin();
			admin.app("blog").press("deploy");
			admin.app("blog").awaitLog(1, "ready");

			TokenClient program = TokenClient.made(admin, """
					{"name":"ci","scopes":["read","press"],"expiresAt":null}""");

			leave.accept(wire);
			HttpResponse<String> press = program.post("/api/apps/shop/deploy");
			HttpResponse<String> page = admin.get("/");
			Files.createFile(gate);
			await().until(() -> Files.exists(this.home.resolve("runs/blog/1/exit")));
			await().until(() -> !node.bean(Lease.class).held());
			wire.mend();

			await().until(() -> node.bean(Lease.class).held());
			JsonNode run = ended(admin);
			assertThat(run.get("status").asString()).isEqualTo("failed");
			assertThat(run.get("exitCode").asInt()).isEqualTo(5);
			assertThat(press.statusCode()).isEqualTo(503);
			assertThat(press.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(press.body()).contains("The database cannot be reached.");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.headers().firstValue("Retry-After")).contains("10");
			assertThat(page.body()).startsWith("The database cannot be reached.");
			await().until(() -> admin.post("/api/apps/shop/deploy").statusCode() == 202);
		}
	}

	private static JsonNode ended(Client client) {
		await().until(() -> !client.json("/api/apps/blog/runs/1").get("status").asString().equals("running"));
		return client.json("/api/apps/blog/runs/1");
	}

}
