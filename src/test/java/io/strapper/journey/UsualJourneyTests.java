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

		Files.createFile(go);
		app.ended(fourth);
		this.page.awaitStatus("Succeeded");
		assertThat(this.page.text(".facts .usual")).isEmpty();
		assertThat(app.run(fourth).get("usual").isNull()).isTrue();
	}

}
