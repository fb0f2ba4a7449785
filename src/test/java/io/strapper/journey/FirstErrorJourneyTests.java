package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.AppClient;
import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A deploy fails because a compiler does not like a file: its page opens there. */
class FirstErrorJourneyTests {

	private static final String JAVAC = Path.of(System.getProperty("java.home"), "bin", "javac").toString();

	private static final int BEFORE = 3000;

	@TempDir
	private static Path folder;

	@RunningServer
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		server.file("blog", "Blog.java", "class Blog {\n\tint posts = \"none\";\n\tint drafts = \"none\";\n}\n");
		server.script("blog", "deploy", "echo 'warning: this takes a while'", "seq -f 'step %g' " + BEFORE,
				JAVAC + " -d /tmp Blog.java || { seq -f 'rollback %g' 2000; echo 'deploy failed'; exit 3; }");
		server.script("running", "deploy", "echo 'src/blog.c:1:2: error: expected ;'",
				"while [ ! -e " + folder.resolve("go") + " ]; do sleep 0.1; done");
		server.script("good", "deploy", "echo 'src/blog.c:1:2: error: expected ;'");
		admin = server.admin();
		page = new Page(server.url()).signIn("admin", Server.PASSWORD);
	}

	@AfterAll
	static void stop() throws IOException {
		Files.createFile(folder.resolve("go"));
	}

	private static JsonNode failed() {
		AppClient blog = admin.app("blog");
		JsonNode run = blog.ended(blog.press("deploy"));
		assertThat(run.get("status").asString()).isEqualTo("failed");
		long number = run.get("number").asLong();
		return await().until(() -> blog.run(number), (now) -> !now.get("firstError").isNull());
	}

	private static boolean sees(String text) {
		return Boolean.TRUE.equals(page.run("""
				const panel = document.querySelector('.log').getBoundingClientRect();
				return [...document.querySelectorAll('.row')].some((row) => {
				  const { top, bottom } = row.getBoundingClientRect();
				  return row.textContent.includes(arguments[0]) && top >= panel.top && bottom <= panel.bottom;
				});""", text));
	}

	private static void type(String key) {
		page.driver().findElement(By.cssSelector(".log")).sendKeys(key);
	}

	@Test
	void aFailedRunOpensAtTheFirstError() {
		JsonNode run = failed();
		String line = "Blog.java:2: error: incompatible types: String cannot be converted to int";
		// The first banner line, and the warning
		assertThat(run.get("firstError").get("line").asLong()).isEqualTo(BEFORE + 2);
		assertThat(run.get("firstError").get("text").asString()).isEqualTo(line);

		page.open("/login").open("/apps/blog/runs/" + run.get("number"));

		await().until(() -> sees(line));
		assertThat(page.text("#first-error")).contains("First error on line 3,003", line, "2 errors");
		assertThat(page.attribute(".row.pointed .t", "textContent")).isEqualTo(line);
		assertThat(page.attribute(".row.pointed", "className")).contains("error");
	}

	@Test
	void keysStepThroughErrorsAndWarnings() {
		JsonNode run = failed();
		page.open("/login").open("/apps/blog/runs/" + run.get("number"));
		await().until(() -> sees("Blog.java:2: error"));
		// All errors are known now, not only the first one
		await().until(() -> page.attribute(".row.pointed", "className").contains("error"));

		type("e");
		await().until(() -> sees("Blog.java:3: error")
				&& page.attribute(".row.pointed .t", "textContent").startsWith("Blog.java:3"));
		type("E");
		await().until(() -> page.attribute(".row.pointed .t", "textContent").startsWith("Blog.java:2"));
		type("w");
		await().until(() -> sees("warning: this takes a while"));
		page.driver().findElement(By.cssSelector("#first-error a")).click();
		await().until(() -> sees("Blog.java:2: error"));
	}

	@Test
	void withoutScriptsALinkLeadsToTheLine() {
		JsonNode run = failed();
		String here = "/apps/blog/runs/" + run.get("number");

		assertThat(admin.get(here).body()).contains("href=\"" + here + "/lines/3#L3003\"", "First error on");
		assertThat(admin.get(here + "/lines/3").body()).contains("id=\"L3003\"");
	}

	@Test
	void whatIsFoundInARunningRunIsToldWhileItRuns() {
		long number = admin.app("running").press("deploy");
		page.open("/login").open("/apps/running");

		page.awaitText("#first-error", "First error so far, on line 2");
		assertThat(admin.app("running").run(number).get("firstError").get("line").asLong()).isEqualTo(1);
	}

	@Test
	void aGoodRunHasNoFirstError() {
		JsonNode run = admin.app("good").deployed();

		assertThat(run.get("firstError").isNull()).isTrue();
		JsonNode found = await().until(() -> admin.json("/api/apps/good/runs/1/errors"),
				(now) -> !now.get("errors").isEmpty());
		assertThat(found.get("errors").get(0).get("line").asLong()).isEqualTo(1);
		assertThat(found.get("warnings").isEmpty()).isTrue();
	}

	@Test
	void whatWasFoundGoesWithTheLog() {
		JsonNode run = failed();
		Path kept = server.home().resolve("runs/blog/" + run.get("number") + "/outline");
		await().until(() -> Files.exists(kept));

		admin.delete("/api/apps/blog/runs/" + run.get("number") + "/log");

		assertThat(kept).doesNotExist();
		assertThat(admin.app("blog").run(run.get("number").asLong()).get("firstError").isNull()).isTrue();
		assertThat(admin.get("/api/apps/blog/runs/" + run.get("number") + "/errors").statusCode()).isEqualTo(410);
	}

	@Test
	void aRunInWhoseLogNobodyHasLookedIsLookedAtWhenItIsAskedFor(@TempDir Path home) throws IOException {
		Path old = home.resolve("home");
		long number;
		try (Server before = Server.start(old)) {
			before.script("old", "deploy", "seq 100", "echo 'a.c:1:2: error: x'", "seq 200", "exit 1");
			number = before.admin().app("old").deployed().get("number").asLong();
			await().until(() -> Files.exists(old.resolve("runs/old/1/outline")));
		}
		Files.delete(old.resolve("runs/old/1/outline"));

		try (Server after = Server.start(old)) {
			JsonNode run = await().until(() -> after.admin().app("old").run(number),
					(now) -> !now.get("firstError").isNull());
			assertThat(run.get("firstError").get("line").asLong()).isEqualTo(101);
			assertThat(List.of(old.resolve("runs/old/1/outline"))).allMatch(Files::exists);
		}
	}

}
