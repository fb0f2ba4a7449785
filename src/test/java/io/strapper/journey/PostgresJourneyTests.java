package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import io.strapper.testing.Subscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/** The whole server on PostgreSQL in place of the embedded database. */
class PostgresJourneyTests {

	@TempDir
	private Path home;

	private final String database = "--spring.datasource.url=" + Postgres.emptyDatabase();

	@Test
	void everythingIsOnRecordThere() {
		Folders.script(this.home, "blog", "deploy", "echo by $STRAPPER_USER");
		try (Server server = Server.start(this.home, this.database)) {
			Client admin = server.admin();
			admin.post("/users", Map.of("username", "bob", "password", "long enough to press", "role", "ADMIN"));
			Client bob = server.client("bob", "long enough to press");
			bob.app("blog").press("deploy");
			JsonNode run = ended(bob, "/api/apps/blog/runs/1");
			assertThat(run.get("status").asString()).isEqualTo("succeeded");
			assertThat(run.get("startedBy").asString()).isEqualTo("bob");
			assertThat(Client.text(bob.get("/apps/blog"))).contains("by bob");
			assertThat(Client.text(admin.get("/audit"))).contains("bob", "deploy");
			assertThat(this.home.resolve("db/strapper.mv.db")).doesNotExist();
		}
	}

	@Test
	void aServerThatStartsAgainGoesOn() throws Exception {
		Path gate = this.home.resolve("gate");
		Folders.script(this.home, "blog", "deploy", "until [ -e '" + gate + "' ]; do sleep 0.05; done; exit 4");
		Client admin;
		try (Server first = Server.start(this.home, this.database)) {
			admin = first.admin();
			admin.post("/api/apps/blog/deploy");
			first.leave();
		}
		try (Server second = Server.start(this.home, this.database)) {
			admin.turnTo(second.url());
			try (Subscriber page = second.watch(admin, "blog")) {
				assertThat(admin.json("/api/apps/blog/runs/1").get("status").asString()).isEqualTo("running");
				Files.createFile(gate);

				JsonNode run = ended(admin, "/api/apps/blog/runs/1");
				assertThat(run.get("exitCode").asInt()).isEqualTo(4);
				// The API may answer before the end of the log was read
				await().until(() -> {
					JsonNode now = admin.json("/api/apps/blog/runs/1");
					return page.messages("run").stream().anyMatch((message) -> message.get("run").equals(now));
				});
			}
		}
	}

	@Test
	void aServerOfAnotherHomeIsRefusedAndHarmsNoRun(@TempDir Path elsewhere) {
		Folders.script(this.home, "blog", "deploy", "sleep 60");
		try (Server server = Server.start(this.home, this.database)) {
			Client admin = server.admin();
			admin.post("/api/apps/blog/deploy");

			assertThatException().isThrownBy(() -> Server.start(elsewhere, this.database).close())
				.havingRootCause()
				.withMessageStartingWith("the database belongs to another home than " + elsewhere + ": give each home");

			assertThat(admin.json("/api/apps/blog/runs/1").get("status").asString()).isEqualTo("running");
			admin.post("/api/apps/blog/runs/1/cancel");
			assertThat(ended(admin, "/api/apps/blog/runs/1").get("status").asString()).isEqualTo("cancelled");
		}
	}

	private static JsonNode ended(Client client, String run) {
		return await().until(() -> client.json(run), (now) -> !now.get("status").asString().equals("running"));
	}

}
