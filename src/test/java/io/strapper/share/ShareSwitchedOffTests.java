package io.strapper.share;

import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Folders;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ShareSwitchedOffTests {

	@Test
	void everythingOfItIsGoneAndOldLinksLeadNowhere(@TempDir Path home) {
		String path;
		Folders.script(home, "blog", "deploy", "echo hello");
		try (Server server = Server.start(home)) {
			Client admin = server.admin();
			admin.app("blog").deployed();
			assertThat(admin.get("/apps/blog").body()).contains("make-link").contains("/account/shares");
			String answer = admin.postJson("/api/apps/blog/runs/1/shares", "{\"from\":0,\"to\":0}").body();
			path = new JsonMapper().readTree(answer).get("url").asString().substring(server.url().length());
			assertThat(server.client().get(path).statusCode()).isEqualTo(200);
		}

		try (Server server = Server.start(home, "--strapper.share.enabled=false")) {
			Client admin = server.admin();
			assertThat(server.client().get(path).statusCode()).isEqualTo(404);
			assertThat(admin.get("/apps/blog").body()).doesNotContain("make-link", "/account/shares");
			assertThat(admin.get("/account/shares").statusCode()).isEqualTo(404);
			assertThat(admin.post("/account/shares/1/revoke", Map.of()).statusCode()).isEqualTo(404);
			assertThat(admin.get("/api/shares").statusCode()).isEqualTo(404);
			assertThat(admin.get("/api/apps/blog/runs/1/shares").statusCode()).isEqualTo(404);
			assertThat(admin.postJson("/api/apps/blog/runs/1/shares", "{\"from\":0,\"to\":0}").statusCode())
				.isEqualTo(404);
		}

		try (Server server = Server.start(home)) {
			assertThat(server.client().get(path).statusCode()).as("switched on again").isEqualTo(200);
		}
	}

}
