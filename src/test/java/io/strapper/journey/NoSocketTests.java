package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Where no WebSocket gets through, the page asks, and says so. */
class NoSocketTests {

	/** Notes when the page asks. */
	private static final String NOTE = """
			window.asked = [];
			const fetched = window.fetch;
			window.fetch = (address, request) => {
			  if (String(address).includes('/updates?')) window.asked.push(performance.now());
			  return fetched(address, request);
			};""";

	@RunningServer
	private static Server server;

	private static Client admin;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		admin = server.admin();
	}

	private static Path gate(String name) {
		return server.home().resolve(name + "-gate");
	}

	private static Page signedIn(String url) {
		Page page = new Page(url).signIn("admin", Server.PASSWORD);
		page.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", NOTE));
		return page;
	}

	@ParameterizedTest
	@EnumSource
	void theRunGoesOnByAsking(BlockingProxy.Fault fault) throws Exception {
		String app = fault.name().toLowerCase().replace('_', '-');
		server.script(app, "deploy", "seq -f 'line %g' 2000",
				"while [ ! -e '" + gate(app) + "-1' ]; do sleep 0.05; done", "printf '\\033[32mgreen\\033[m\\n'",
				"while [ ! -e '" + gate(app) + "-2' ]; do sleep 0.05; done", "exit 3");
		server.script(app, "stop", "echo stopping");
		try (BlockingProxy proxy = BlockingProxy.start(fault, this.folder, server.port());
				Page page = signedIn(proxy.url()).open("/apps/" + app)) {
			page.awaitConnection("Delayed");
			page.press("Deploy");
			page.awaitShown("line 2000");
			page.awaitStatus("Running");
			page.awaitText("#blocked", "Live updates are blocked: this page asks every few seconds.");
			assertThat(page.text("#blocked")).contains((fault == BlockingProxy.Fault.FOREIGN_ORIGIN)
					? "Strapper has to trust the proxy" : "let it pass WebSocket upgrades for /ws");
			// It has the focus, which it keeps
			assertThat(page.attribute("[data-action=deploy]", "ariaDisabled")).isEqualTo("true");

			Files.createFile(Path.of(gate(app) + "-1"));
			page.awaitShown("green");
			assertThat(page.attribute(".log .fg2", "textContent")).isEqualTo("green");
			Files.createFile(Path.of(gate(app) + "-2"));
			page.awaitStatus("Failed");
			page.awaitText(".outcome", "exit code 3");
			page.awaitConnection("Finished");
			assertThat(page.log()).hasSize(2003);

			admin.app(app).press("stop");
			page.awaitShown("stopping");
			page.awaitStatus("Succeeded");
			await().until(() -> page.text("#history"), (runs) -> runs.contains("Stop #2") && !runs.contains("Running"));
			assertThat(asked(page)).allMatch((pause) -> pause > 1900);
		}
	}

	/** Milliseconds between a page's questions. */
	@SuppressWarnings("unchecked")
	private static List<Double> asked(Page page) {
		List<Number> pauses = (List<Number>) page
			.run("return window.asked.slice(1).map((at, i) => at - window.asked[i]);");
		assertThat(pauses).isNotEmpty();
		return pauses.stream().map(Number::doubleValue).toList();
	}

	@Test
	void aProxyThatHoldsTheSocketBackForEverIsNoticedAndSoIsItsEnd() throws Exception {
		server.script("held", "deploy", "echo before", "while [ ! -e '" + gate("held") + "' ]; do sleep 0.05; done",
				"echo after");
		try (CuttableProxy wire = new CuttableProxy(server.port()); Page page = signedIn(wire.url())) {
			wire.holdSockets();
			page.open("/apps/held");
			page.awaitConnection("Delayed");
			page.press("Deploy");
			page.awaitShown("before");
			page.awaitText("#blocked", "Live updates are blocked");

			wire.mend(server.port());
			page.awaitConnection("Live");
			await().until(() -> page.text("#blocked"), ""::equals);
			Object asked = page.run("return window.asked.length");
			Files.createFile(gate("held"));
			page.awaitStatus("Succeeded");
			page.awaitShown("after");
			assertThat(page.run("return window.asked.length")).isEqualTo(asked);
		}
	}

	@Test
	void aSocketThatIsHeldBackOnceItWasOpenIsNoticedToo() throws Exception {
		server.script("later", "deploy", "echo before", "while [ ! -e '" + gate("later") + "' ]; do sleep 0.05; done",
				"echo after");
		try (CuttableProxy wire = new CuttableProxy(server.port()); Page page = signedIn(wire.url())) {
			page.open("/apps/later");
			page.awaitConnection("Live");
			page.press("Deploy");
			page.awaitShown("before");

			wire.holdSockets();
			page.awaitConnection("Delayed");
			Files.createFile(gate("later"));
			page.awaitStatus("Succeeded");
			page.awaitShown("after");
		}
	}

	@Test
	void rightsThatEndEndTheAskingToo() throws Exception {
		server.script("team", "deploy", "sleep 60");
		admin.app("team").press("deploy");
		server.viewer("vera");
		try (BlockingProxy proxy = BlockingProxy.start(BlockingProxy.Fault.BAD_GATEWAY, this.folder, server.port());
				Page page = new Page(proxy.url()).signIn("vera", Server.PASSWORD).open("/apps/team")) {
			page.awaitConnection("Delayed");
			page.awaitStatus("Running");

			server.file("team", "app.yml", "viewers: []\n");
			page.awaitText("#shut-out", "You can no longer see this app");
			page.awaitConnection("Offline");
			server.file("team", "app.yml", "viewers: [vera]\n");
			page.awaitConnection("Delayed");
			assertThat(page.text("#shut-out")).isEmpty();

			admin.post("/users/vera/disable", Map.of());
			page.awaitText("#signed-out", "You’ve been signed out");
			page.awaitConnection("Offline");
		}
	}

	@Test
	void aPageTooManyIsToldSo() throws Exception {
		try (Server small = Server.start(this.folder.resolve("home"), "--strapper.live.sockets-per-user=1");
				Page one = new Page(small.url()).signIn("admin", Server.PASSWORD)) {
			small.script("blog", "deploy", "echo hello");
			one.open("/apps/blog").awaitConnection("Live");
			try (Page two = signedIn(small.url()).open("/apps/blog")) {
				two.awaitText("#blocked", "You have as many live pages open as one user may (1): close some of them.");
				two.press("Deploy");
				two.awaitShown("hello");
				one.open("/account");
				two.run("dispatchEvent(new Event('online'))");
				two.awaitConnection("Finished");
				await().until(() -> two.text("#blocked"), ""::equals);
			}
		}
	}

}
