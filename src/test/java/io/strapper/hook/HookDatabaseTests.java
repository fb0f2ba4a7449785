package io.strapper.hook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.strapper.app.AppId;
import io.strapper.testing.Client;
import io.strapper.testing.Forge;
import io.strapper.testing.Postgres;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Secrets, deliveries and waiting deploys, in every database. */
class HookDatabaseTests {

	private static final AppId BLOG = new AppId("blog");

	@TempDir
	private Path home;

	private Server server;

	private Client admin;

	private void start(String database) throws Exception {
		String[] arguments = database.equals("PostgreSQL")
				? new String[] { "--spring.datasource.url=" + Postgres.emptyDatabase() } : new String[0];
		Files.createDirectories(this.home.resolve("apps"));
		this.server = Server.start(this.home, List.of(TurnableClock.class), arguments);
		this.admin = this.server.admin();
		this.server.file("blog", "app.yml", "hook: {branches: [main]}\nwhen-busy: queue\n");
		this.server.script("blog", "deploy", "while [ ! -e " + this.server.gate("blog") + " ]; do sleep 0.05; done");
	}

	@AfterEach
	void end() throws Exception {
		Files.writeString(this.server.gate("blog"), "");
		await().until(() -> this.server.bean(WaitingRuns.class).of(BLOG).isEmpty());
		this.server.close();
	}

	private Forge made(String previousExpiresIn) {
		String answer = this.admin
			.postJson("/api/apps/blog/hook/secret", "{\"previousExpiresIn\":\"%s\"}".formatted(previousExpiresIn))
			.body();
		return new Forge(this.server.url(), new JsonMapper().readTree(answer).get("secret").asString());
	}

	private static int status(Forge forge, String branch, int commit) {
		return forge.github("blog", "push", Forge.push("refs/heads/" + branch, "%040x".formatted(commit))).statusCode();
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void aSecretIsKeptReplacedAndForgotten(String database) throws Exception {
		start(database);
		HookSecrets secrets = this.server.bean(HookSecrets.class);
		Forge first = made("0s");
		Forge second = made("24h");

		assertThat(status(first, "topic", 1)).isEqualTo(200);
		assertThat(status(second, "topic", 1)).as("what was ignored may come again").isEqualTo(200);
		this.server.bean(TurnableClock.class).turn(Duration.ofDays(1));
		secrets.forget();

		assertThat(secrets.find("blog")).get()
			.extracting(KeptSecret::previous, KeptSecret::previousUntil)
			.containsOnlyNulls();
		assertThat(status(first, "topic", 1)).isEqualTo(401);
		made("0s");
		assertThat(secrets.find("blog")).get().extracting(KeptSecret::madeBy).isEqualTo("admin");
		assertThat(secrets.remove(BLOG)).isTrue();
		assertThat(secrets.remove(BLOG)).isFalse();
		assertThat(secrets.find("blog")).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void manyWhoMakeTheFirstSecretMakeOne(String database) throws Exception {
		start(database);
		HookSecrets secrets = this.server.bean(HookSecrets.class);

		long replaced = IntStream.range(0, 20)
			.parallel()
			.filter((i) -> secrets.put(BLOG, "secret " + i, "ann", Duration.ofHours(i % 2)))
			.count();

		assertThat(replaced).isEqualTo(19);
		assertThat(this.server.bean(JdbcClient.class).sql("SELECT * FROM hook_secret").query().listOfRows()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void deliveriesAreHandledOnceAndWaitTheirTurn(String database) throws Exception {
		start(database);
		Forge forge = made("0s");
		Deliveries deliveries = this.server.bean(Deliveries.class);

		assertThat(status(forge, "main", 1)).isEqualTo(202);
		assertThat(status(forge, "main", 1)).as("a replay").isEqualTo(409);
		assertThat(status(forge, "topic", 2)).isEqualTo(200);
		for (int commit = 3; commit <= 5; commit++) {
			assertThat(status(forge, "main", commit)).isEqualTo(202);
		}
		assertThat(this.admin.json("/api/apps/blog").get("run").get("waiting").asInt()).isEqualTo(3);
		WaitingRuns.Waiting next = this.server.bean(WaitingRuns.class).of(BLOG).get(0);
		this.admin.post("/apps/blog/hook/waiting/" + next.id() + "/cancel");
		Files.writeString(this.server.gate("blog"), "");
		await().until(() -> outcomes(deliveries),
				List.of("started", "started", "dropped", "ignored", "started")::equals);

		assertThat(deliveries.of(BLOG, 50).get(0).run()).isEqualTo(3);
		long ignored = deliveries.of(BLOG, 50).get(3).id();
		await().until(() -> !this.admin.json("/api/apps/blog").get("run").get("finishedAt").isNull());
		assertThat(Client.location(this.admin.post("/apps/blog/hook/" + ignored + "/retry")))
			.isEqualTo("/apps/blog/runs/4");
		this.server.bean(JdbcClient.class).sql("UPDATE hook_delivery SET outcome = NULL").update();
		deliveries.endInterrupted();
		assertThat(outcomes(deliveries)).containsOnly("failed");
		this.server.bean(TurnableClock.class).turn(Duration.ofDays(91));
		deliveries.forget();
		assertThat(deliveries.of(BLOG, 50)).isEmpty();
	}

	private static List<String> outcomes(Deliveries deliveries) {
		return deliveries.of(BLOG, 50).stream().map(Delivery::outcome).map(String::valueOf).toList();
	}

}
