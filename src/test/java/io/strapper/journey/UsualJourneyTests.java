package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.testing.AppClient;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run is told to take, by earlier ones. */
class UsualJourneyTests {

	@RunningServer
	private static Server server;

	@TempDir
	private Path folder;

	@AutoClose
	private Page page;

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
		assertThat(this.page.driver().getTitle()).contains("99 % Deploying");
		this.page.open("/");
		this.page.awaitText("[data-app=steady] .usual", "longer than usual");
		this.page.open("/apps/steady");

		Files.createFile(go);
		app.ended(fourth);
		this.page.awaitStatus("Succeeded");
		assertThat(this.page.text(".facts .usual")).isEmpty();
		assertThat(app.run(fourth).get("usual").isNull()).isTrue();
	}

	@Test
	void aGroupIsHeldAgainstTheSameOneInEarlierGoodRuns() {
		server.script("grouped", "deploy", "echo '##strapper[group] Fetch'", "echo '##strapper[endgroup]'",
				"echo '##strapper[group] Build'", "[ $STRAPPER_RUN -lt 4 ] || sleep 2.2", "echo built",
				"echo '##strapper[endgroup]'", "[ $STRAPPER_RUN != 1 ]");
		AppClient app = server.admin().app("grouped");
		for (int i = 0; i < 4; i++) {
			app.deployed();
		}
		JsonNode early = groups(4);
		assertThat(early.get(1).get("usualMs").isNull()).as("only two good runs came before").isTrue();
		assertThat(early.get(1).get("slow").asBoolean()).isFalse();

		app.deployed();
		JsonNode groups = groups(5);
		assertThat(groups.get(0).get("slow").asBoolean()).isFalse();
		assertThat(groups.get(0).get("usualMs").asLong()).isLessThan(1000);
		assertThat(groups.get(1).get("usualMs").asLong()).isLessThan(1000);
	}

	private static JsonNode groups(long run) {
		return server.admin().json("/api/apps/grouped/runs/" + run + "/groups");
	}

	@Test
	void aSlowGroupIsNamedBesideTheLog() {
		server.script("slow", "deploy", "echo '##strapper[group] Build'", "[ $STRAPPER_RUN -lt 4 ] || sleep 2.2",
				"echo built", "echo '##strapper[endgroup]'");
		AppClient app = server.admin().app("slow");
		for (int i = 0; i < 4; i++) {
			app.deployed();
		}

		JsonNode group = server.admin().json("/api/apps/slow/runs/4/groups").get(0);
		assertThat(group.get("slow").asBoolean()).isTrue();
		assertThat(group.get("durationMs").asLong()).isGreaterThan(group.get("usualMs").asLong() + 1000);
		this.page = new Page(server.url()).signIn("admin", Server.PASSWORD).open("/apps/slow");
		this.page.press("Groups");
		this.page.awaitText("#groups .slowest", "longer than usual (<0.1s) · slowest");
	}

}
