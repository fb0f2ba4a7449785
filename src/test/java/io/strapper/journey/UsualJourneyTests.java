package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.strapper.testing.AppClient;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a run is told to take, by earlier ones. */
class UsualJourneyTests {

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	@RunningServer(value = "--strapper.live.time-tolerance=1m", parts = TurnableClock.class)
	private static Server server;

	@TempDir
	private Path folder;

	@AutoClose
	private Page page;

	@AfterEach
	void goOn() {
		server.bean(TurnableClock.class).goOn();
	}

	@Test
	void aRunIsHeldAgainstEarlierGoodOnes() throws IOException {
		Path go = this.folder.resolve("go");
		server.script("steady", "deploy", "while [ ! -e " + go + " ]; do sleep 0.1; done", "sleep 0.2");
		AppClient app = server.admin().app("steady");
		Files.createFile(go);
		for (int i = 0; i < 2; i++) {
			app.deployed();
		}
		Files.delete(go);
		long third = app.press("deploy");
		assertThat(app.run(third).get("usual").isNull()).isTrue();
		Files.createFile(go);
		app.ended(third);
		Files.delete(go);

		long fourth = app.press("deploy");
		JsonNode usual = app.run(fourth).get("usual");
		assertThat(usual.get("medianMs").asLong()).isBetween(200L, 60_000L);
		assertThat(usual.get("p90Ms").asLong()).isGreaterThanOrEqualTo(usual.get("medianMs").asLong());
		this.page = new Page(server.url()).signIn("admin", Server.PASSWORD).open("/apps/steady");
		this.page.awaitText(".facts .usual", "longer than usual");
		await().until(() -> this.page.driver().getTitle(), (title) -> title.contains("99 % Deploying"));
		this.page.open("/");
		this.page.awaitText("[data-app=steady] .usual", "longer than usual");
		this.page.open("/apps/steady");

		Files.createFile(go);
		app.ended(fourth);
		this.page.awaitStatus("Succeeded");
		await().until(() -> this.page.text(".facts .usual").isEmpty());
		assertThat(app.run(fourth).get("usual").isNull()).isTrue();
	}

	@Test
	void aGroupIsHeldAgainstTheSameOneInEarlierGoodRuns() throws IOException {
		AppClient app = grouped("grouped");
		// The first one fails, and the fourth takes long
		List<JsonNode> runs = List.of(app.deployed(), app.deployed(), app.deployed(), slow(app));
		assertThat(runs).extracting((run) -> run.get("status").asString())
			.containsExactly("failed", "succeeded", "succeeded", "succeeded");

		JsonNode early = app.groups(4);
		assertThat(early.get(1).get("usualMs").isNull()).as("only two good runs came before").isTrue();
		assertThat(early.get(1).get("slow").asBoolean()).isFalse();

		app.deployed();
		JsonNode groups = app.groups(5);
		assertThat(groups.get(0).get("slow").asBoolean()).isFalse();
		assertThat(groups.get(0).get("usualMs").asLong()).isZero();
		assertThat(groups.get(1).get("usualMs").asLong()).isZero();
	}

	/** An app with a group that takes as long as a test lets the clock go on. */
	private AppClient grouped(String app) throws IOException {
		server.bean(TurnableClock.class).stop();
		Files.createFile(this.folder.resolve("go"));
		server.script(app, "deploy", "echo '##strapper[group] Fetch'", "echo '##strapper[endgroup]'",
				"echo '##strapper[group] Build'",
				"while [ ! -e " + this.folder.resolve("go") + " ]; do sleep 0.1; done", "echo built",
				"echo '##strapper[endgroup]'", "[ " + app + "$STRAPPER_RUN != grouped1 ]");
		return server.admin().app(app);
	}

	private JsonNode slow(AppClient app) throws IOException {
		Files.delete(this.folder.resolve("go"));
		long run = app.press("deploy");
		await().until(() -> app.groups(run).size() == 2);
		server.bean(TurnableClock.class).turn(HALF_A_MINUTE);
		Files.createFile(this.folder.resolve("go"));
		return app.ended(run);
	}

	@Test
	void aSlowGroupIsNamedBesideTheLog() throws IOException {
		AppClient app = grouped("slow");
		for (int i = 0; i < 3; i++) {
			app.deployed();
		}
		slow(app);

		JsonNode group = app.groups(4).get(1);
		assertThat(group.get("slow").asBoolean()).isTrue();
		assertThat(group.get("durationMs").asLong()).isEqualTo(HALF_A_MINUTE.toMillis());
		assertThat(group.get("usualMs").asLong()).isZero();

		this.page = new Page(server.url()).signIn("admin", Server.PASSWORD).open("/apps/slow");
		this.page.press("Groups");
		this.page.awaitText("#groups .slowest", "longer than usual (<0.1s) · slowest");
	}

}
