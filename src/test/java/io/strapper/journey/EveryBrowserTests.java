package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.AnyBrowser;
import io.strapper.testing.Browsers;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The main journey in every browser: {@code verify} takes Chromium and Firefox;
 * {@code -Dbrowsers=webkit} takes another.
 */
class EveryBrowserTests {

	private static final String SIGNED_OUT = "/login?logout";

	@RunningServer
	private static Server server;

	private AnyBrowser browser;

	static List<String> browsers() {
		return Browsers.names();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void deployWatchSearchStopAndSignOut(String name) throws Exception {
		Path gate = server.home().resolve(name + "-gate");
		server.script(name, "deploy", "seq -f 'line %g' 3000", "printf '\\033[32mgreen\\033[m\\n'",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "echo the end");
		server.script(name, "stop", "echo stopped");
		this.browser = Browsers.open(name);
		signIn(name);

		this.browser.click("button[data-action=deploy]");
		awaitText(".title .badge .text", "Running");
		awaitText(".connection .text", "Live");
		awaitText(".log .rows", "green");
		assertThat(this.browser.run("return getComputedStyle(document.querySelector('.log .fg2')).color"))
			.isNotEqualTo(this.browser.run("return getComputedStyle(document.querySelector('.log .t')).color"));
		scroll();
		search();

		Files.createFile(gate);
		awaitText(".log .rows", "the end");
		awaitText(".title .badge .text", "Succeeded");
		awaitText(".connection .text", "Finished");
		this.browser.click("button[data-action=stop]");
		awaitText(".title .number", "#2");
		awaitText(".log .rows", "stopped");
		awaitText(".title .badge .text", "Succeeded");

		this.browser.click("button.me");
		this.browser.click("#menu form button");
		await().until(this::address, (address) -> address.endsWith(SIGNED_OUT));
		assertThat(this.browser.complaints()).isEmpty();
	}

	/** WebKit runs no script before those of a page. */
	static Stream<String> browsersThatCanAge() {
		return Browsers.names().stream().filter((name) -> !name.equals("webkit"));
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("browsersThatCanAge")
	void aBrowserThatIsTooOldIsToldSoAndCanDeployAllTheSame(String name) {
		server.script("old-" + name, "deploy", "seq -f 'line %g' 100");
		this.browser = Browsers.open(name);
		this.browser.runFirst("delete AbortSignal.any;");
		signIn("old-" + name);
		awaitText(".bars .bar", "This browser is too old for live pages");

		this.browser.click("button[data-action=deploy]");
		await().until(this::address, (address) -> address.endsWith("/runs/1"));
		await().until(() -> {
			this.browser.open(address());
			return this.browser.text(".log .rows");
		}, (log) -> log.contains("line 100") && log.contains("succeeded"));
		assertThat(this.browser.text(".title .badge .text")).isEqualTo("Succeeded");
		this.browser.open(server.url() + "/");
		awaitText("main > .bar", "This browser is too old for live pages");
		assertThat(this.browser.complaints()).isNotEmpty()
			.allMatch((complaint) -> complaint.contains("This browser is too old for live pages."));
	}

	private void signIn(String app) {
		this.browser.open(server.url() + "/apps/" + app);
		this.browser.click("input[name=username]");
		this.browser.type("admin");
		this.browser.click("input[name=password]");
		this.browser.type(Server.PASSWORD + AnyBrowser.ENTER);
		await().until(this::address, (address) -> address.endsWith("/apps/" + app));
		await().until(() -> this.browser.run("return document.readyState"), "complete"::equals);
	}

	private void scroll() {
		this.browser.click(".log");
		this.browser.type(AnyBrowser.HOME);
		awaitText(".log .rows", "line 1\n");
		this.browser.type(AnyBrowser.END);
		awaitText(".log .rows", "green");
	}

	private void search() {
		this.browser.type("/");
		this.browser.type("line 77");
		awaitText(".search .found", "11 of 11");
		this.browser.type(AnyBrowser.ENTER);
		awaitText(".search .found", "1 of 11");
		awaitText(".row.pointed .t", "line 77");
		this.browser.type(AnyBrowser.ESCAPE);
		this.browser.type(AnyBrowser.END);
	}

	private String address() {
		return String.valueOf(this.browser.run("return location.href"));
	}

	private void awaitText(String selector, String text) {
		await().ignoreExceptions().until(() -> this.browser.text(selector), (now) -> now.contains(text));
	}

}
