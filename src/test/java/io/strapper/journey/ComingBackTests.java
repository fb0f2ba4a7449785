package io.strapper.journey;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever happens between server and browser, the page ends with the whole log, each
 * line once.
 */
class ComingBackTests {

	private static final int LINES = 1500;

	/** The page's clock can be turned, and is looked at often. */
	private static final String CLOCK = """
			const { now } = Date;
			window.turned = 0;
			Date.now = () => now() + window.turned;
			const every = window.setInterval;
			window.setInterval = (work, pause) => every(work, pause === 10_000 ? 100 : pause);""";

	/** The page hardly pauses between its attempts. */
	private static final String HURRY = """
			const after = window.setTimeout;
			window.setTimeout = (work, pause) => after(work, pause < 10_000 ? pause / 20 : pause);""";

	@RunningServer
	private static Server server;

	@AutoClose
	private static CuttableProxy wire;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() throws Exception {
		wire = new CuttableProxy(server.port());
		admin = server.admin();
		page = server.page(wire.url());
		page.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", CLOCK));
	}

	@AfterEach
	void mend() {
		wire.mend();
	}

	/** Opens the page of a run that goes on writing and, once it may, ends. */
	private static void watch(String app) {
		server.script(app, "deploy", "i=0", "while [ $i -lt " + LINES + " ]; do i=$((i + 1)); echo \"line $i\"",
				"printf \"\\rdone $i\"; printf '\\r\\033[K'; [ $((i % 50)) -ne 0 ] || sleep 0.05; done", "echo whole",
				"while [ ! -e '" + server.gate(app) + "' ]; do sleep 0.05; done", "echo the end");
		page.open("/apps/" + app);
		page.awaitConnection("Live");
		page.press("Deploy");
		page.awaitShown("line ");
	}

	private static void awaitEnd(String app) throws Exception {
		admin.app(app).awaitLog(1, "whole");
		Files.createFile(server.gate(app));
		awaitEndOf(app, 1);
	}

	private static void awaitEndOf(String app, int run) {
		admin.app(app).ended(run);
	}

	private static void assertThatThePageIsRight() {
		await().until(page::status, "Succeeded"::equals);
		page.awaitShown("the end");
		Map<Integer, String> log = page.log();
		assertThat(log.keySet()).containsExactlyElementsOf(IntStream.range(0, LINES + 4).boxed().toList());
		List<String> lines = new ArrayList<>(log.values());
		assertThat(lines.subList(1, LINES + 1))
			.isEqualTo(IntStream.rangeClosed(1, LINES).mapToObj((i) -> "line " + i).toList());
		assertThat(lines.subList(LINES + 1, LINES + 3)).containsExactly("whole", "the end");
	}

	@Test
	void afterACutThatOutlastsManyAttempts() throws Exception {
		watch("cut");
		page.driver().executeScript(HURRY);

		wire.cut();
		await().until(() -> !page.connection().equals("Live"));
		awaitEnd("cut");
		await().until(() -> page.connection().equals("Offline") && wire.refused() > 5);
		wire.mend();

		assertThatThePageIsRight();
	}

	@Test
	void afterASilenceThatOnlyHeartbeatsTell() throws Exception {
		watch("silent");

		wire.silence();
		page.driver().executeScript("""
				import('/js/api.js').then((api) => api.getJson('api/apps')).then((apps) => window.answer = apps);""");
		awaitEnd("silent");
		page.driver().executeScript("window.turned = 60_000");
		await().until(() -> !page.connection().equals("Live"));
		wire.mend();

		// What was asked over the dead wire is asked again
		await().until(() -> page.driver().executeScript("return !!window.answer").equals(true));
		assertThatThePageIsRight();
	}

	@Test
	void behindAProxyThatHoldsEverythingBackForAWhile() throws Exception {
		watch("held");

		wire.hold();
		awaitEnd("held");
		assertThat(page.status()).isEqualTo("Running");
		wire.mend();

		assertThatThePageIsRight();
	}

	@Test
	void whenMessagesComeTwiceAndOutOfOrder() throws Exception {
		wire.mangle();
		watch("mangled");

		awaitEnd("mangled");

		assertThatThePageIsRight();
	}

	@Test
	void afterManyRunsThatWereMissedAtTheNewestAtOnce() throws Exception {
		server.script("nightly", "deploy", "echo run $STRAPPER_RUN");
		page.open("/apps/nightly").press("Deploy");
		page.awaitShown("run 1");

		wire.cut();
		awaitEndOf("nightly", 1);
		for (int run = 2; run <= 8; run++) {
			admin.app("nightly").press("deploy");
			awaitEndOf("nightly", run);
		}
		wire.mend();
		page.awaitShown("run 8");

		Object asked = page.driver().executeScript("""
				return [...new Set(performance.getEntriesByType('resource').map((entry) => entry.name)
				  .filter((name) => name.includes('/screen')).map((name) => /runs.(\\d+)/.exec(name)[1]))].join()""");
		assertThat(asked).isEqualTo("1,8");
	}

	@Test
	void inATabThatWasBehindAnother() throws Exception {
		watch("behind");

		String tab = openAnotherTab();
		awaitEnd("behind");
		backTo(tab);

		assertThatThePageIsRight();
	}

	@Test
	void afterASleepInWhichTheConnectionDied() throws Exception {
		watch("asleep");

		page.driver().executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "frozen"));
		String tab = openAnotherTab();
		wire.cut();
		awaitEnd("asleep");
		wire.mend();
		backTo(tab);
		page.driver().executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "active"));

		assertThatThePageIsRight();
	}

	private static String openAnotherTab() {
		String tab = page.driver().getWindowHandle();
		page.driver().switchTo().newWindow(WindowType.TAB);
		return tab;
	}

	private static void backTo(String tab) {
		page.driver().close();
		page.driver().switchTo().window(tab);
	}

	@Test
	void atOnceWhenTheNetworkIsBack() throws Exception {
		watch("online");
		page.driver().executeScript("""
				window.kept = window.setTimeout;
				window.setTimeout = (work, pause) => window.kept(work, pause > 200 ? 1e9 : pause);""");

		wire.cut();
		await().until(() -> page.connection().equals("Reconnecting…"));
		awaitEnd("online");
		wire.mend();
		assertThat(page.connection()).isEqualTo("Reconnecting…");
		page.driver().executeScript("window.setTimeout = window.kept; dispatchEvent(new Event('online'))");

		assertThatThePageIsRight();
	}

}
