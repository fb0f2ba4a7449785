package io.strapper.failover;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.strapper.node.Lease;
import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import io.strapper.testing.TokenClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A database that is away for longer than a lease. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTests {

	@TempDir
	private Path home;

	static Stream<Named<Consumer<CuttableProxy>>> ways() {
		return Stream.of(Named.of("refuses connections", CuttableProxy::cut),
				Named.of("does not answer", CuttableProxy::silence));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ways")
	void runsGoOnAndTheirEndsAreRecordedAfterwards(Consumer<CuttableProxy> leave, CapturedOutput output)
			throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "echo ready", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"exit 5");
		Folders.script(this.home, "shop", "deploy", "echo sold");
		Cluster cluster = new Cluster(this.home);
		URI database = URI.create(cluster.database().substring("jdbc:".length()));
		try (CuttableProxy wire = new CuttableProxy(database.getPort());
				Server node = cluster.start("web-1", "--strapper.node-lease=12s", "--spring.datasource.url="
						+ cluster.database().replace(database.getAuthority(), URI.create(wire.url()).getAuthority()))) {
			Client admin = node.admin();
			admin.app("blog").pressUntilTaken("deploy");
			admin.app("blog").awaitLog(1, "ready");

			TokenClient program = TokenClient.made(admin, """
					{"name":"ci","scopes":["read","press"],"expiresAt":null}""");

			int before = output.getAll().length();
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
			await().until(() -> output.getAll().contains("The database can be reached again"));
			assertThat(
					lines(output.getAll().substring(before), " (ERROR|WARN) (?!.*The lease of node web-1 has run out)"))
				.singleElement()
				.asString()
				.matches(".* ERROR .*The database cannot be reached \\(.+\\): runs go on.*");
			assertThat(lines(output.getAll().substring(before), "The database can be reached again")).hasSize(1);
		}
	}

	private static List<String> lines(String output, String pattern) {
		return output.lines().filter(Pattern.compile(pattern).asPredicate()).toList();
	}

	private static JsonNode ended(Client client) {
		await().until(() -> !client.json("/api/apps/blog/runs/1").get("status").asString().equals("running"));
		return client.json("/api/apps/blog/runs/1");
	}

}
