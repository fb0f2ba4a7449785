package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.Page;
import io.strapper.testing.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Journeys through the proxies that the documentation configures: at the root, under a
 * path that the proxy takes away, and under one that the server has itself.
 */
class ProxyJourneyTests {

	private static final String STRIPPED = "/strapper";

	private static final String OWN = "/ci";

	/** Presses the button of the API. */
	private static final String DEPLOY = """
			const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
			return fetch(arguments[0] + '/api/apps/blog/deploy', {
			  method: 'POST', headers: { [meta('_csrf_header')]: meta('_csrf') },
			}).then((answer) => `${answer.status} ${answer.headers.get('Location')}`);""";

	@TempDir
	private Path folder;

	/** nginx in every build; {@code -Dproxies=haproxy,caddy,apache} tries the others. */
	static Stream<String> proxies() {
		return Stream.of(System.getProperty("proxies", "nginx").split(","));
	}

	static Stream<Arguments> ways() {
		return proxies()
			.flatMap((proxy) -> Stream.of("", STRIPPED, OWN, STRIPPED + OWN).map((path) -> Arguments.of(proxy, path)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("ways")
	void aDeployIsStartedAndSeenLive(String name, String path) throws Exception {
		try (Server server = start(path);
				Proxy proxy = Proxy.start(name, this.folder.resolve("proxy"), server.port());
				Page page = new Page(proxy.url() + path)) {
			String root = proxy.url() + path;
			page.open("/apps/blog?wrap=on");
			assertThat(page.driver().getCurrentUrl()).isEqualTo(root + "/login");
			page.driver().findElement(By.name("username")).sendKeys("admin");
			page.driver().findElement(By.name("password")).sendKeys(Server.PASSWORD);
			page.driver().findElement(By.cssSelector("button[type=submit]")).click();
			await().until(() -> page.driver().getCurrentUrl().equals(root + "/apps/blog?wrap=on"));
			assertThat(page.driver().manage().getCookies())
				.filteredOn((cookie) -> cookie.getName().startsWith("__Host-SESSION-"))
				.singleElement()
				.satisfies((cookie) -> assertThat(cookie.isSecure()).isTrue());

			page.open("/").driver().findElement(By.linkText("blog")).click();
			page.awaitConnection("Live");
			page.press("Deploy");
			page.awaitShown("before");
			Files.createFile(server.gate("blog"));
			page.awaitStatus("Succeeded");
			page.awaitShown("after");
			assertAllUnder(path, page);
			assertThat(submit(page)).isEqualTo(root + "/apps/blog/runs/2");
			page.awaitStatus("Succeeded");
			assertThat(page.run(DEPLOY, path)).isEqualTo("202 " + path + "/api/apps/blog/runs/3");
			assertThat(page.complaints()).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("proxies")
	void withoutWebSocketThePageAsksUnderThePathToo(String name) throws Exception {
		String path = STRIPPED + OWN;
		try (Server server = start(path);
				Proxy proxy = Proxy.withoutSockets(name, this.folder.resolve("proxy"), server.port());
				Page page = server.page(proxy.url() + path).open("/apps/blog")) {
			page.awaitConnection("Delayed");
			page.press("Deploy");
			page.awaitShown("before");
			page.awaitText("#blocked", "Live updates are blocked");
			assertThat(page.text("#blocked")).contains("let it pass WebSocket upgrades for " + path + "/ws");

			Files.createFile(server.gate("blog"));
			page.awaitStatus("Succeeded");
			page.awaitShown("after");
			assertAllUnder(path, page);
		}
	}

	private Server start(String path) {
		String contextPath = path.endsWith(OWN) ? OWN : "";
		Server server = Server.start(this.folder.resolve("home"), "--server.servlet.context-path=" + contextPath,
				"--server.tomcat.remoteip.internal-proxies=127.0.0.1");
		server.script("blog", "deploy", "echo before",
				"while [ ! -e '" + server.gate("blog") + "' ]; do sleep 0.05; done", "echo after");
		return server;
	}

	/** Presses Deploy as a page without scripts does; where that leads. */
	private static String submit(Page page) {
		page.run("""
				const press = document.querySelector('[data-action=deploy]');
				press.form.action = press.formAction;
				press.form.submit();""");
		page.awaitText("h1", "#2");
		return page.driver().getCurrentUrl();
	}

	/** Links, forms and files of a page, and what it has loaded. */
	private static void assertAllUnder(String path, Page page) {
		assertThat(list(page, """
				return ['href', 'action', 'formaction', 'src'].flatMap((name) =>
				  [...document.querySelectorAll(`[${name}^="/"]`)].map((element) => element.getAttribute(name)));"""))
			.isNotEmpty()
			.allMatch((link) -> link.startsWith(path + "/"));
		assertThat(list(page, """
				return performance.getEntriesByType('resource').map((entry) =>
				  `${entry.responseStatus} ${new URL(entry.name).pathname}`);""")).isNotEmpty()
			.allMatch((loaded) -> loaded.matches("[23]\\d\\d " + path + "/.*"));
	}

	@SuppressWarnings("unchecked")
	private static List<String> list(Page page, String script) {
		return (List<String>) page.run(script);
	}

}
