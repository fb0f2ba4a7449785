package io.strapper.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.testing.AppClient;
import io.strapper.testing.Client;
import io.strapper.testing.Forge;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of pushes to an app that has an active run. */
class WaitingRunTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@TempDir
	Path home;

	private Server start(String whenBusy) throws IOException {
		Server server = Server.start(this.home);
		server.file("blog", "hook-secret", SECRET);
		Files.setPosixFilePermissions(this.home.resolve("apps/blog/hook-secret"),
				PosixFilePermissions.fromString("rw-------"));
		server.file("blog", "app.yml", "hook: {secret-file: hook-secret}\n" + whenBusy);
		server.script("blog", "deploy", "echo of $STRAPPER_COMMIT",
				"while [ ! -e " + this.home + "/gate-$STRAPPER_RUN ]; do sleep 0.05; done");
		await().until(() -> server.bean(Apps.class)
			.find(new AppId("blog"))
			.filter((it) -> it.hook() != null && it.hook().secretFile() != null)
			.isPresent());
		return server;
	}

	private static String outcome(Server server, String commit) {
		return new Forge(server.url(), SECRET).github("blog", "push", Forge.push("refs/heads/main", commit)).body();
	}

	private void open(int run) throws IOException {
		Files.writeString(this.home.resolve("gate-" + run), "");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			''                 | 3 | 2
			when-busy: latest  | 3 | 2
			when-busy: queue   | 2 | 3
			when-busy: refuse  | 0 | 1
			""")
	void waitsItsTurn(String whenBusy, int second, int last) throws IOException {
		try (Server server = start(whenBusy)) {
			AppClient blog = server.admin().app("blog");
			assertThat(outcome(server, "1".repeat(40))).contains("\"number\":1");
			String waits = outcome(server, "2".repeat(40));
			outcome(server, "3".repeat(40));
			if (last == 1) {
				assertThat(waits).contains("\"outcome\":\"refused\"", "Run #1 is active.");
				open(1);
				return;
			}
			assertThat(waits).contains("\"outcome\":\"waiting\"", "It waits for the end of run #1.");
			int count = last - 1;
			assertThat(blog.run(1).get("waiting").asInt()).isEqualTo(count);
			String words = (count == 1) ? "1 deploy waits" : count + " deploys wait";
			assertThat(Client.text(server.admin().get("/apps/blog"))).contains(words);
			assertThat(Client.text(server.admin().get("/"))).contains(words);
			for (int run = 1; run < last; run++) {
				open(run);
				int next = run + 1;
				await().until(() -> server.admin().json("/api/apps/blog").get("run").get("number").asLong() == next);
			}
			await().until(() -> blog.run(2).get("trigger").get("commit").asString(),
					String.valueOf(second).repeat(40)::equals);
			open(last);
			blog.ended(last);
			assertThat(server.admin().json("/api/apps/blog").get("run").get("number").asLong()).isEqualTo(last);
		}
	}

	@Test
	void outlivesTheServerAndCanBeCancelled() throws IOException {
		Server before = start("when-busy: queue\n");
		outcome(before, "1".repeat(40));
		outcome(before, "2".repeat(40));
		outcome(before, "3".repeat(40));
		Client admin = before.admin();
		String page = admin.get("/apps/blog/hook").body();
		assertThat(Client.text(admin.get("/apps/blog/hook"))).contains("Waiting", "2222222");
		assertThat(admin.submit(page.replaceAll("(?s).*?(/apps/blog/hook/waiting/[0-9]+/cancel).*", "$1")))
			.contains("The waiting deploy was cancelled.");
		before.leave();

		try (Server after = Server.start(this.home)) {
			open(1);

			await().until(() -> after.admin().app("blog").run(2).get("trigger").get("commit").asString(),
					"3".repeat(40)::equals);
			assertThat(Client.text(after.admin().get("/apps/blog/hook"))).contains("admin has cancelled it.");
			open(2);
			after.admin().app("blog").ended(2);
		}
	}

}
