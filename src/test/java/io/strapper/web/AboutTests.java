package io.strapper.web;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AboutTests {

	@RunningServer({ "--strapper.cancel-grace=7s", "--strapper.keep.age=90d",
			"--strapper.pass-environment=SSH_AUTH_SOCK" })
	private static Server server;

	@Test
	void tellsHowTheServerStands() throws Exception {
		server.script("blog", "deploy", "seq 1 1000");
		Client admin = server.admin();
		admin.app("blog").deployed();

		JsonNode about = admin.json("/api/about");

		assertThat(about.get("version").asString()).matches("[0-9].*");
		assertThat(about.get("home").asString()).isEqualTo(server.home().toRealPath().toString());
		assertThat(about.get("database").asString()).matches("H2 [0-9.]+.*, embedded");
		assertThat(about.get("diskFree").asLong()).isBetween(1L, about.get("diskTotal").asLong());
		assertThat(about.get("logs").asLong()).isEqualTo(admin.json("/api/apps/blog/runs/1").get("size").asLong());
		assertThat(about.get("java").asString()).startsWith(Runtime.version().toString());
		assertThat(about.get("settings").get("strapper.cancel-grace").asString()).isEqualTo("7s");
		assertThat(about.get("settings").get("strapper.keep.age").asString()).isEqualTo("90d");
		assertThat(about.get("settings").get("strapper.timeout").asString()).isEqualTo("not set");
		assertThat(about.get("settings").get("strapper.input-timeout").asString()).isEqualTo("1m");
		assertThat(Client.text(admin.get("/about"))).contains("Version " + about.get("version").asString(),
				"used by logs", "strapper.cancel-grace 7s", "/actuator/health", "GET /api/apps");
	}

	@Test
	void tellsNoSecret() {
		Client admin = server.admin();

		for (String told : new String[] { admin.get("/about").body(), admin.get("/api/about").body() }) {
			// The password of the first administrator is one of the settings
			assertThat(told).contains("strapper.session-timeout")
				.doesNotContain(Server.PASSWORD)
				.doesNotContain("SSH_AUTH_SOCK")
				.doesNotContain("admin-password")
				.doesNotContain("jdbc:");
		}
	}

}
