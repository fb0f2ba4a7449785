package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the reader is sent to is in sight, and what the page says of it is true. */
class SightTests {

	/** Whether the match that the reader is at lies within what is seen of the panel. */
	private static final String MATCH_IN_SIGHT = """
			const range = [...CSS.highlights.get('found-here')][0];
			if (!range) return false;
			const panel = document.querySelector('.log').getBoundingClientRect();
			const part = range.getBoundingClientRect();
			const number = document.querySelector('.row .n').getBoundingClientRect();
			return part.left >= number.right && part.right <= panel.right && part.top >= panel.top
			  && part.bottom <= panel.bottom;""";

	@RunningServer
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		server.script("wide", "deploy", "for i in 1 2 3; do echo row $i; done",
				"printf 'x%.0s' $(seq 1 300); echo needle", "printf 'word %.0s' $(seq 1 3000); echo haystack");
		server.script("long", "deploy", "seq -f 'line %g' 1 5000");
		server.script("endless", "deploy", "printf 'x%.0s' $(seq 1 16380)", "printf 'over the cut'",
				"printf 'y%.0s' $(seq 1 33600); echo", "echo the next");
		server.script("short", "deploy", "echo run $STRAPPER_RUN");
		admin = server.admin();
		page = server.page();
		admin.app("wide").deployed();
		admin.app("long").deployed();
		admin.app("endless").deployed();
	}

	private static void search(String text) {
		page.driver().findElement(By.tagName("body")).sendKeys("/");
		page.driver().findElement(By.cssSelector(".search input")).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
	}

	@Test
	void aMatchIsBroughtIntoSightSidewaysAndInsideATallLine() {
		page.open("/login").open("/apps/wide/runs/1");
		page.awaitShown("row 3");

		search("needle");
		await().until(() -> page.run(MATCH_IN_SIGHT), Boolean.TRUE::equals);
		assertThat(page.text(".row.pointed .n")).isEmpty();
		assertThat(page.attribute(".row.pointed .t", "textContent")).endsWith("needle");
		search("row 2");
		await().until(() -> page.run(MATCH_IN_SIGHT), Boolean.TRUE::equals);

		page.press("Wrap");
		try {
			page.run("document.querySelector('.stage').style.flex = '0 0 200px'");
			search("haystack");
			await().until(() -> page.run(MATCH_IN_SIGHT), Boolean.TRUE::equals);
		}
		finally {
			page.press("Wrap");
		}
	}

	@Test
	void aLineOfFiftyThousandColumnsHasOneNumber() {
		page.open("/login").open("/apps/endless/runs/1");
		page.awaitShown("the next");

		assertThat(page.run("return document.querySelector('[data-line=\"2\"] .t').textContent")).isEqualTo("the next");
		assertThat(page.run("return document.querySelector('[data-line=\"1\"] .t').textContent.length"))
			.isEqualTo(49_992L);
		search("xover the cuty");
		await().until(() -> page.text(".search .found"), "1 of 1"::equals);
		await().until(() -> page.run(MATCH_IN_SIGHT), Boolean.TRUE::equals);
	}

	@Test
	void aLinkToALineSurvivesTheSignIn() {
		try (Page stranger = new Page(server.url()).open("/apps/long/runs/1#L2500")) {
			stranger.driver().findElement(By.name("username")).sendKeys("admin");
			stranger.driver().findElement(By.name("password")).sendKeys("wrong", Keys.ENTER);
			stranger.awaitText(".bar", "Wrong");
			stranger.driver().findElement(By.name("password")).sendKeys(Server.PASSWORD, Keys.ENTER);

			stranger.awaitShown("line 2499");
			await().until(() -> stranger.text(".row.marked .t"), "line 2499"::equals);
			assertThat(stranger.driver().getCurrentUrl()).endsWith("/apps/long/runs/1#L2500");
		}
	}

	@Test
	void linesThatWereThereAreNotToldAsNew() {
		page.open("/login").open("/apps/long/runs/1#L100");
		page.awaitShown("line 100");

		assertThat(page.text(".jump")).isEqualTo("Jump to end");
		page.press("Jump to end");
		page.awaitShown("line 5000");
		await().until(() -> page.text(".jump"), ""::equals);
		// At the end nothing covers the last lines, whatever holds the view there
		search("line 4999");
		await().until(() -> page.text(".search .found"), "1 of 1"::equals);
		assertThat(page.text(".jump")).isEmpty();
	}

	@Test
	void aLineThatIsNotThereIsToldAsThat() {
		page.open("/login").open("/apps/long/runs/1#L999999");

		page.awaitText("#notice", "There is no line 999,999: this log has 5,002 lines.");
		page.awaitShown("line 5000");
		assertThat(page.text(".jump")).isEmpty();
	}

	@Test
	void whoeverFollowsAFloodDoesNotAskForWhatIsAboveIt() throws Exception {
		Path gate = server.home().resolve("gate");
		server.script("flood", "deploy", "while [ ! -e '" + gate + "' ]; do sleep 0.05; done",
				"seq -f 'line %g' 1 60000");
		admin.app("flood").press("deploy");
		page.open("/apps/flood");
		page.awaitConnection("Live");

		Files.createFile(gate);
		page.awaitStatus("Succeeded");
		page.awaitShown("line 60000");

		assertThat((List<?>) page.run("return performance.getEntriesByType('resource')"
				+ ".filter((entry) => entry.name.includes('/lines/')).map((entry) => entry.name.replace(/.*lines./, ''))"))
			.isEmpty();
	}

	@Test
	void anOldRunIsMarkedInTheListOfRuns() {
		for (int number = 1; number <= 22; number++) {
			admin.app("short").deployed();
		}

		page.open("/apps/short/runs/1");
		page.awaitShown("run 1");
		assertThat(page.text(".history [aria-current=page] .name")).isEqualTo("Deploy #1");
		page.press("Older runs");

		await().until(() -> page.run("return document.querySelectorAll('.history [data-number=\"1\"]').length"),
				Long.valueOf(1)::equals);
		assertThat(page.text(".newest [aria-current=page] .name")).isEqualTo("Deploy #1");
	}

}
