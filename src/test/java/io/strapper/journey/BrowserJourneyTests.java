package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a person does, in a real browser, with real processes behind. */
class BrowserJourneyTests {

	// Unknown times are told as that; on a machine that is busy otherwise there would be
	// some
	@RunningServer(value = "--strapper.live.time-tolerance=1m", parts = TurnableClock.class)
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
		server.viewer("vera");
		page = server.page(wire.url());
	}

	@AfterEach
	void theBrowserHasNothingToComplainAbout() {
		// A wire that was cut on purpose is no fault of the page's, nor is a deleted log
		assertThat(page.complaints())
			.filteredOn((entry) -> !entry.contains("net::ERR_") && !entry.contains("WebSocket connection")
					&& !entry.contains("/api/apps/secretive/runs/1/"))
			.isEmpty();
	}

	private static void demo(String app, String pace) throws Exception {
		server.file(app, "app.yml", "name: Demo\nenvironment: {DEMO_PACE: '" + pace + "'}\n");
		for (String name : List.of("deploy", "stop")) {
			server.script(app, name, Files.readString(Path.of("src/main/resources/demo", name)));
		}
	}

	private static long count(Map<Integer, String> log, String start) {
		return log.values().stream().filter((line) -> line.strip().startsWith(start)).count();
	}

	@Test
	void deployTheDemoWatchItLiveAndStopIt() throws Exception {
		demo("demo", "0.3");
		page.open("/apps/demo");
		page.press("Deploy");

		page.awaitStatus("Running");
		page.awaitConnection("Live");
		page.awaitShown("search");
		assertThat(page.status()).isEqualTo("Running");
		assertThat(page.driver().getTitle()).contains("Demo");

		page.awaitStatus("Succeeded");
		page.awaitShown("succeeded");
		Map<Integer, String> log = page.log();
		// The bar and the three lines were drawn dozens of times, each in its place
		assertThat(log.values()).filteredOn((line) -> line.contains("Receiv")).hasSize(1);
		assertThat(count(log, "web")).isEqualTo(1);
		assertThat(count(log, "worker")).isEqualTo(1);
		assertThat(count(log, "search")).isEqualTo(1);
		assertThat(log.keySet()).containsExactlyElementsOf(IntStream.range(0, log.size()).boxed().toList());
		assertThat(page.driver().getTitle()).contains("Deployed");

		page.press("Stop");
		await().until(() -> page.text(".title .number"), "#2"::equals);
		page.awaitStatus("Succeeded");
		assertThat(page.text(".title h1")).startsWith("Stop");
	}

	@Test
	void aFailureShowsItsExitCode() {
		server.script("failing", "deploy", "echo it goes wrong", "exit 42");

		page.open("/apps/failing").press("Deploy");

		page.awaitStatus("Failed");
		assertThat(page.text(".facts .exit")).isEqualTo("exit code 42");
		page.awaitShown("it goes wrong");
	}

	@Test
	void cancelEndsTheRun() {
		server.script("endless", "deploy", "echo begun", "sleep 600");
		page.open("/apps/endless").press("Deploy");
		page.awaitShown("begun");

		page.press("Cancel");

		page.awaitStatus("Cancelled");
	}

	@Test
	void aViewerSeesTheLogAndNoButtons() {
		server.script("shared", "deploy", "echo for all to see");
		admin.post("/api/apps/shared/deploy");

		try (Page viewer = new Page(server.url()).signIn("vera", Server.PASSWORD).open("/apps/shared")) {
			viewer.awaitStatus("Succeeded");
			viewer.awaitShown("for all to see");
			for (String label : List.of("Deploy", "Stop", "Destroy", "Cancel")) {
				assertThat(viewer.buttons(label)).isEmpty();
			}
		}
	}

	@Test
	void aReaderWhoWasCutOffComesBackToEveryLineOnce() throws Exception {
		Path gate = server.home().resolve("cut-gate");
		server.script("counting", "deploy", "i=0",
				"while [ $i -lt 3000 ]; do i=$((i + 1)); echo \"line $i\"; [ $((i % 300)) -ne 0 ] || sleep 0.1; done",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "echo the end");
		page.open("/apps/counting").press("Deploy");
		page.awaitShown("line ");
		page.awaitConnection("Live");

		wire.cut();
		await().until(() -> !page.connection().equals("Live"));
		admin.app("counting").awaitLog(1, "line 3000");
		Files.createFile(gate);
		admin.app("counting").ended(1);
		wire.mend();

		page.awaitStatus("Succeeded");
		page.awaitShown("the end");
		List<String> lines = new ArrayList<>(page.log().values());
		assertThat(lines.subList(1, 3002))
			.isEqualTo(IntStream.rangeClosed(1, 3001).mapToObj((i) -> (i <= 3000) ? "line " + i : "the end").toList());
	}

	@Test
	void aPageThatIsOpenedInMidRunAndOneLongAfterShowTheWholeLog() throws Exception {
		Path gate = server.home().resolve("mid-gate");
		server.script("midway", "deploy", "seq -f 'line %g' 1 2500",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "seq -f 'line %g' 2501 2600");
		admin.post("/api/apps/midway/deploy");
		admin.app("midway").awaitLog(1, "line 2500");

		page.open("/apps/midway");
		page.awaitConnection("Live");
		page.awaitShown("line 2500");
		Files.createFile(gate);
		page.awaitStatus("Succeeded");
		page.awaitShown("line 2600");
		Map<Integer, String> live = page.log();
		page.open("/apps/midway/runs/1");
		page.awaitShown("line 2600");
		Map<Integer, String> later = page.log();

		assertThat(new ArrayList<>(live.values()).subList(1, 2601))
			.isEqualTo(IntStream.rangeClosed(1, 2600).mapToObj((i) -> "line " + i).toList());
		assertThat(later).isEqualTo(live);
	}

	@Test
	void aLinkToALineShowsAndMarksIt() {
		server.script("linked", "deploy", "seq -f 'line %g' 1 5000");
		admin.post("/api/apps/linked/deploy");
		admin.app("linked").ended(1);

		page.open("/apps/linked/runs/1#L120-L122");

		await().until(
				() -> page.driver()
					.executeScript("return [...document.querySelectorAll('.row.marked .t')].map((t) => t.textContent)"),
				List.of("line 119", "line 120", "line 121")::equals);
	}

	@Test
	void anAdministratorDeletesALogAndEveryPageSaysSo() {
		server.script("secretive", "deploy", "echo the password is hunter2");
		admin.post("/api/apps/secretive/deploy");
		page.open("/apps/secretive");
		page.awaitStatus("Succeeded");
		try (Page other = new Page(server.url()).signIn("vera", Server.PASSWORD).open("/apps/secretive")) {
			other.awaitShown("hunter2");
			other.awaitConnection("Finished");

			page.press("Delete log…");
			page.press("Cancel");
			assertThat(page.buttons("Delete log")).isEmpty();
			page.press("Delete log…");
			page.press("Delete log");

			page.awaitText("#log-problem", "deleted by admin on");
			assertThat(page.shown()).isEmpty();
			assertThat(page.status()).isEqualTo("Succeeded");
			assertThat(page.buttons("Delete log…")).isEmpty();
			// What a reader had stays before their eyes
			other.awaitText("#log-problem", "deleted by admin on");
			assertThat(other.shown()).contains("hunter2");
			assertThat(other.complaints()).isEmpty();
		}
	}

	private static long marked(String name) {
		return (Long) page.driver().executeScript("return CSS.highlights.get(arguments[0])?.size ?? 0", name);
	}

	private static String markedLine() {
		return (String) page.driver()
			.executeScript("return [...CSS.highlights.get('found-here')][0]?.startContainer.parentElement"
					+ ".closest('.row').dataset.line ?? ''");
	}

	@Test
	void searchFindsWhatIsNotInTheDocumentAndGoesOnWithTheLog() throws Exception {
		Path gate = server.home().resolve("search-gate");
		server.script("sought", "deploy", "seq -f 'line %g' 1 5000",
				"while [ ! -e '" + gate + "' ]; do sleep 0.05; done", "printf 'li\\033[31mne 77\\033[0m\\n'");
		admin.post("/api/apps/sought/deploy");
		page.open("/apps/sought");
		page.awaitConnection("Live");
		page.awaitShown("line 5000");
		WebElement body = page.driver().findElement(By.tagName("body"));

		body.sendKeys("/");
		WebElement input = page.driver().findElement(By.cssSelector(".search input"));
		input.sendKeys("LINE 77");
		// Above what is in sight: the last one there is
		await().until(() -> page.text(".search .found"), "11 of 11"::equals);
		await().until(BrowserJourneyTests::markedLine, "779"::equals);
		await().until(() -> marked("found"), (count) -> count == 10);

		input.sendKeys(Keys.ENTER);
		await().until(BrowserJourneyTests::markedLine, "77"::equals);
		input.sendKeys(Keys.chord(Keys.SHIFT, Keys.ENTER));
		await().until(BrowserJourneyTests::markedLine, "779"::equals);
		page.driver().findElement(By.cssSelector(".search .regex")).click();
		input.sendKeys("$");
		await().until(() -> page.text(".search .found"), (found) -> found.endsWith("of 1"));
		input.sendKeys("(");
		await().until(() -> page.text(".search .found"), (found) -> found.contains("missing closing )"));
		input.sendKeys(Keys.BACK_SPACE);
		await().until(() -> page.text(".search .found"), (found) -> found.endsWith("of 1"));

		Files.createFile(gate);
		await().until(() -> page.text(".search .found"), (found) -> found.endsWith("of 2"));
		input.sendKeys(Keys.ESCAPE);
		assertThat(marked("found") + marked("found-here")).isZero();
		assertThat(input.isDisplayed()).isFalse();
		// That an expression was refused is no fault of the page's
		page.complaints();
	}

	private static void chooseTimes(String choice) {
		page.driver().findElement(By.cssSelector(".times-toggle")).click();
		page.press(choice);
		page.driver().findElement(By.cssSelector(".times-toggle")).click();
	}

	private static String timeOf(int line) {
		return (String) page.driver()
			.executeScript("return document.querySelector(`.row[data-line='${arguments[0]}'] .at`)?.dataset.at ?? ''",
					line);
	}

	@Test
	void eachLineShowsItsTimeAsTheReaderLikesAndWhatIsUnknownShowsThat() throws Exception {
		Path gate = server.home().resolve("times-gate");
		Path second = server.home().resolve("second-gate");
		server.script("timed", "deploy", "echo one", "until [ -e '" + second + "' ]; do sleep 0.05; done", "echo two",
				"until [ -e '" + gate + "' ]; do sleep 0.05; done", "echo three");
		page.open("/apps/timed").press("Deploy");
		page.awaitShown("one");
		server.bean(TurnableClock.class).turn(Duration.ofMillis(1500));
		Files.createFile(second);
		page.awaitShown("two");
		assertThat(page.driver().findElement(By.cssSelector(".row .at")).isDisplayed()).isFalse();

		chooseTimes("Since previous line");
		await().until(() -> timeOf(2), (time) -> time.matches("\\+\\d+\\.\\ds"));
		await().until(
				() -> page.driver()
					.executeScript("return [...document.querySelectorAll('.row.slow')].map((row) => row.dataset.line)"),
				List.of("2")::equals);
		chooseTimes("Elapsed");
		await().until(() -> timeOf(2), (time) -> time.matches("\\d:\\d\\d\\.\\d"));
		Files.createFile(gate);
		page.awaitStatus("Succeeded");
		await().until(() -> timeOf(3), (time) -> time.matches("\\d:\\d\\d\\.\\d"));
		assertThat((String) page.driver()
			.executeScript("getSelection().selectAllChildren(document.querySelector('.rows'));"
					+ "return getSelection().toString()"))
			.contains("one\ntwo\nthree");

		page.driver().findElement(By.cssSelector(".times-toggle")).click();
		page.driver().executeScript("document.querySelector('.gaps button').click()");
		await().until(() -> page.text(".row.marked .t"), (line) -> List.of("two", "three").contains(line));
		Files.delete(server.home().resolve("runs/timed/1/times"));
		page.open("/apps/timed/runs/1");
		await().until(() -> timeOf(2), "–"::equals);
		chooseTimes("Off");
		await().until(() -> timeOf(2), ""::equals);
	}

	@Test
	void anUnpinnedPageTurnsToTheNextRunByItself() {
		server.script("repeated", "deploy", "echo run $STRAPPER_RUN of many");
		page.open("/apps/repeated").press("Deploy");
		page.awaitShown("run 1 of many");
		page.awaitStatus("Succeeded");

		admin.post("/api/apps/repeated/deploy");

		page.awaitShown("run 2 of many");
		assertThat(page.driver().getCurrentUrl()).endsWith("/apps/repeated");
	}

	@Test
	void theDashboardShowsAnotherUsersRunWithoutReload() {
		server.script("remote", "deploy", "exit 1");
		page.open("/");
		await().until(() -> page.text("main").contains("remote"));

		admin.post("/api/apps/remote/deploy");

		await().until(() -> page.text("[data-app=remote]").contains("Failed"));
	}

}
