package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

	@Test
	void aProxyThatHoldsTheSocketBackForEverIsNoticedAndSoIsItsEnd() throws Exception {
		server.script("held", "deploy", "echo before", "while [ ! -e '" + gate("held") + "' ]; do sleep 0.05; done",
				"echo after");
		try (CuttableProxy wire = new CuttableProxy(server.port()); Page page = signedIn(wire.url())) {
			wire.holdSockets();
			page.open("/apps/held");
			page.awaitConnection("Every few seconds");
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
			page.awaitConnection("Every few seconds");
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
			page.awaitConnection("Every few seconds");
			page.awaitStatus("Running");

			server.file("team", "app.yml", "viewers: []\n");
			page.awaitText("#shut-out", "You can no longer see this app");
			page.awaitConnection("Offline");
			server.file("team", "app.yml", "viewers: [vera]\n");
			page.awaitConnection("Every few seconds");
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
