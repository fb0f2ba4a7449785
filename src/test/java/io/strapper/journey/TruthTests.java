package io.strapper.journey;

import java.nio.file.Files;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.user.LocalPasswords;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A page says what it knows, and no more. */
class TruthTests {

	private static final String SIGN_IN = """
			const [user, password, done] = arguments;
			(async () => {
			  const page = new DOMParser().parseFromString(await (await fetch('/login')).text(), 'text/html');
			  const body = new URLSearchParams({ username: user, password,
			    _csrf: page.querySelector('meta[name="_csrf"]').content });
			  await fetch('/login', { method: 'POST', body });
			})().then(done);
			""";

	@RunningServer
	private static Server server;

	@AutoClose
	private static CuttableProxy wire;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() throws Exception {
		for (String app : new String[] { "answered", "unheard", "watched", "closed", "cancelled" }) {
			server.script(app, "deploy", "echo begun",
					"while [ ! -e '" + server.gate(app) + "' ]; do sleep 0.05; done");
		}
		server.script("stopped", "deploy", "true");
		server.script("stopped", "stop", "true");
		server.script("broken", "deploy", "true");
		Files.delete(server.home().resolve("apps/broken/deploy"));
		wire = new CuttableProxy(server.port());
		admin = server.admin();
		admin.post("/users", Map.of("username", "ann", "password", "long enough to watch", "role", "VIEWER"));
		page = server.page(wire.url());
	}

	@AfterEach
	void mend() {
		wire.mend();
	}

	@Test
	void aPressWhoseAnswerIsLostIsFoundOut() throws Exception {
		page.open("/apps/answered");
		page.awaitConnection("Live");

		wire.hold();
		page.press("Deploy");
		await().until(() -> !admin.json("/api/apps/answered/runs").isEmpty());
		wire.cut();
		page.awaitText("#notice", "it’s unknown whether it received your Deploy");
		wire.mend();

		page.awaitStatus("Running");
		await().until(() -> page.text("#notice"), ""::equals);
		Files.createFile(server.gate("answered"));
		page.awaitStatus("Succeeded");
		assertThat(admin.json("/api/apps/answered/runs").size()).isEqualTo(1);
	}

	@Test
	void aPressThatNeverArrivedIsFoundOutToo() {
		page.open("/apps/unheard");
		page.awaitConnection("Live");

		wire.cut();
		page.press("Deploy");
		page.awaitText("#notice", "it’s unknown whether it received your Deploy");
		wire.mend();

		page.awaitText("#notice", "Your Deploy hasn’t reached the server");
		assertThat(admin.json("/api/apps/unheard/runs").isEmpty()).isTrue();
	}

	@Test
	void aPageThatWasSignedOutSaysSoAndGoesOnOnceSignedIn() throws Exception {
		admin.app("watched").press("deploy");
		try (Page watcher = new Page(server.url()).signIn("ann", "long enough to watch").open("/apps/watched#L2")) {
			watcher.awaitConnection("Live");
			watcher.awaitStatus("Running");

			server.bean(LocalPasswords.class).change("ann", "another long password", null);

			watcher.awaitText("#signed-out", "You’ve been signed out. This page is no longer updating.");
			watcher.awaitConnection("Offline");
			watcher.awaitStatus("Was running");
			assertThat(watcher.attribute("#signed-out a", "href")).endsWith("/apps/watched#L2");
			watcher.driver().executeAsyncScript(SIGN_IN, "ann", "another long password");
			watcher.awaitConnection("Live");
			watcher.awaitStatus("Running");
			assertThat(watcher.text("#signed-out")).isEmpty();
			Files.createFile(server.gate("watched"));
			watcher.awaitStatus("Succeeded");
		}
		finally {
			server.bean(LocalPasswords.class).change("ann", "long enough to watch", null);
		}
	}

	@Test
	void aPageThatMayNoLongerWatchSaysSoUntilItMay() throws Exception {
		await().until(() -> admin.post("/api/apps/closed/deploy").statusCode() == 202);
		try (Page watcher = new Page(server.url()).signIn("ann", "long enough to watch").open("/apps/closed")) {
			watcher.awaitConnection("Live");
			watcher.awaitStatus("Running");

			server.file("closed", "app.yml", "viewers: []\n");

			watcher.awaitText("#shut-out", "You can no longer see this app");
			watcher.awaitConnection("Offline");
			watcher.awaitStatus("Was running");
			server.file("closed", "app.yml", "viewers: [ann]\n");
			watcher.awaitConnection("Live");
			watcher.awaitStatus("Running");
			assertThat(watcher.text("#shut-out")).isEmpty();
			Files.createFile(server.gate("closed"));
			watcher.awaitStatus("Succeeded");
		}
	}

	@Test
	void theLogOfACancelledRunDoesNotContradictItsPage() {
		page.open("/apps/cancelled");
		page.press("Deploy");
		page.awaitShown("begun");

		page.press("Cancel");

		page.awaitStatus("Cancelled");
		page.awaitShown("■ deploy #1 cancelled (exit code 143) after");
		assertThat(page.shown()).doesNotContain("failed");
	}

	@Test
	void anAppThatWasStoppedIsNotToldAsDeployed() {
		page.open("/");
		await().until(() -> page.text("[data-app=stopped] .state"), "Never deployed"::equals);
		await().until(() -> admin.post("/api/apps/stopped/deploy").statusCode() == 202);
		await().until(() -> page.text("[data-app=stopped] .state"), "Deployed"::equals);

		await().until(() -> admin.post("/api/apps/stopped/stop").statusCode() == 202);

		await().until(() -> page.text("[data-app=stopped] .state"), "Stopped"::equals);
		page.open("/");
		assertThat(page.text("[data-app=stopped] .state")).isEqualTo("Stopped");
		page.open("/apps/stopped");
		page.awaitStatus("Succeeded");
		await().until(() -> page.driver().getTitle(), "■ Stopped: stopped #2 · Strapper"::equals);
		assertThat(page.attribute("link[rel=icon]", "href")).endsWith("favicon-stopped.svg");
	}

	@Test
	void namesThatNobodyHasAreTold() throws Exception {
		server.script("mistyped", "deploy", "true");
		server.file("mistyped", "app.yml", "viewers: [ann, annn]\ndeployers: [nobody-here]\n");
		String sentence = "no user is named annn (in `viewers`)";
		await().until(() -> admin.json("/api/apps/mistyped").get("problems").size() == 2);

		page.open("/");
		await().until(() -> page.text("[data-app=mistyped]"),
				(row) -> row.contains(sentence) && row.contains("no user is named nobody-here (in `deployers`)"));
		assertThat(page.text("[data-app=mistyped] .state")).isEqualTo("Never deployed");
		page.open("/apps/mistyped");
		assertThat(page.text(".bars")).contains(sentence);
		assertThat(server.client("ann", "long enough to watch").get("/apps/mistyped").body()).doesNotContain("annn");

		server.file("mistyped", "app.yml", "viewers: [ann]\n");
		await().until(() -> admin.json("/api/apps/mistyped").get("problems").isEmpty());
	}

	@Test
	void anAddressInAnyScriptIsALink() throws Exception {
		server.script("idn", "deploy", "true");
		server.file("idn", "app.yml", "url: https://例え.jp/ブログ\n");

		page.open("/");

		await().until(() -> page.attribute("[data-app=idn] .outside", "href"),
				"https://xn--r8jz45g.jp/%E3%83%96%E3%83%AD%E3%82%B0"::equals);
	}

	@Test
	void aBrokenAppIsNotToldAsOneThatNeverRan() {
		page.open("/");

		await().until(() -> page.text("[data-app=broken] .state"), "Broken"::equals);
		assertThat(page.text("[data-app=broken]")).contains("deploy is missing",
				"It has no buttons until this is fixed.");
	}

}
