package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.strapper.testing.AppClient;
import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.TurnableClock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Scripts print markers, and the page folds what stands between them. */
class GroupsJourneyTests {

	private static final String HEADERS = """
			return [...document.querySelectorAll('.row.header .fold')].map((fold) =>
			  `${fold.textContent} ${fold.ariaExpanded} ${fold.dataset.state}`).join('\\n');""";

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	@TempDir
	private static Path folder;

	@RunningServer(value = "--strapper.live.time-tolerance=1m", parts = TurnableClock.class)
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() throws IOException {
		server.script("good", "deploy", "echo '::group::Fetch'", "echo fetching", "echo '::endgroup::'",
				"echo '##strapper[group] Build'", "seq -f 'step %g' 300", "echo '##strapper[endgroup]'",
				"printf 'section_start:%s:upload\\r\\033[0KUpload it\\n' 1",
				"while [ ! -e " + folder.resolve("uploaded") + " ]; do sleep 0.1; done", "echo uploading",
				"printf 'section_end:%s:upload\\r\\033[0K\\n' 2", "echo done");
		server.script("failing", "deploy", "echo '--- Fetch'", "echo fetching", "echo '--- Build'",
				"echo 'src/a.c:1:2: error: x'", "echo '--- Clean up'", "echo removing", "exit 1");
		server.script("running", "deploy", "echo '##strapper[group] One'", "echo first", "echo '##strapper[endgroup]'",
				"echo '##strapper[group] Two'", "echo second",
				"while [ ! -e " + folder.resolve("go") + " ]; do sleep 0.1; done", "echo '##strapper[endgroup]'");
		server.script("million", "deploy", "for i in $(seq 100); do echo \"::group::Part $i\"",
				"seq -f \"line %.0f of $i\" 10000; echo ::endgroup::; done");
		admin = server.admin();
		page = new Page(server.url()).signIn("admin", Server.PASSWORD);
		upload();
	}

	/** In the first run a group takes half a minute by the server's clock. */
	private static void upload() throws IOException {
		AppClient good = admin.app("good");
		long run = good.press("deploy");
		await().until(() -> groups("good", run).size() == 3);
		server.bean(TurnableClock.class).turn(HALF_A_MINUTE);
		Files.createFile(folder.resolve("uploaded"));
		good.ended(run);
	}

	private static JsonNode groups(String app, long run) {
		return admin.json("/api/apps/" + app + "/runs/" + run + "/groups");
	}

	private static JsonNode groups(String app) {
		JsonNode run = admin.app(app).deployed();
		return admin.json("/api/apps/" + app + "/runs/" + run.get("number") + "/groups");
	}

	private static String headers() {
		return String.valueOf(page.run(HEADERS));
	}

	private static void open(String path) {
		page.open("/login").open(path);
	}

	@Test
	void theApiTellsGroupsWithDurationsAndStates() {
		JsonNode groups = groups("good", 1);

		assertThat(groups).extracting((group) -> group.get("name").asString())
			.containsExactly("Fetch", "Build", "Upload it");
		assertThat(groups).extracting((group) -> group.get("firstLine").asLong()).containsExactly(1L, 4L, 306L);
		assertThat(groups).extracting((group) -> group.get("lastLine").asLong()).containsExactly(3L, 305L, 308L);
		assertThat(groups).extracting((group) -> group.get("state").asString()).containsOnly("ended");
		assertThat(groups.get(2).get("durationMs").asLong()).isGreaterThanOrEqualTo(HALF_A_MINUTE.toMillis());
		assertThat(groups.get(0).get("durationMs").asLong()).isLessThan(HALF_A_MINUTE.toMillis());
	}

	@Test
	void aGoodRunIsFoldedAndShowsNoMarkers() {
		groups("good");
		open("/apps/good");

		await().until(GroupsJourneyTests::headers,
				"Fetch false ended\nBuild false ended\nUpload it false ended"::equals);
		assertThat(page.shown()).doesNotContain("::group", "##strapper", "step 7").contains("done");
		page.press("Build");
		page.awaitShown("step 7");
		assertThat(page.shown()).doesNotContain("endgroup");
		assertThat(page.run("return document.querySelector('.row[data-line=\"11\"] .t').textContent"))
			.isEqualTo("step 7");
		page.press("Build");
		await().until(() -> !page.shown().contains("step 7"));
	}

	@Test
	void aButtonFoldsByTheKeyboardAndKeepsTheFocus() {
		groups("good");
		open("/apps/good");
		await().until(() -> headers().startsWith("Fetch false"));

		page.driver().findElement(By.xpath("//button[.='Fetch']")).sendKeys(Keys.ENTER);
		page.awaitShown("fetching");
		assertThat(page.run("return document.activeElement.textContent")).isEqualTo("Fetch");
		assertThat(page.run("return document.activeElement.ariaExpanded")).isEqualTo("true");
	}

	@Test
	void aFailedRunHasTheGroupWithTheErrorOpen() {
		groups("failing");
		open("/apps/failing");

		await().until(GroupsJourneyTests::headers,
				"Fetch false ended\nBuild true failed\nClean up false ended"::equals);
		assertThat(page.shown()).contains("src/a.c:1:2: error: x").doesNotContain("fetching", "removing");
	}

	@Test
	void anOpenGroupGoesOnAndIsFoldedWhenItHasEnded() throws IOException {
		AppClient running = admin.app("running");
		long number = running.press("deploy");
		open("/apps/running");

		await().until(GroupsJourneyTests::headers, "One false ended\nTwo true running"::equals);
		page.awaitShown("second");
		Files.createFile(folder.resolve("go"));
		running.ended(number);
		await().until(GroupsJourneyTests::headers, "One false ended\nTwo false ended"::equals);
	}

	@Test
	void aHitAndALinkUnfoldWhatHidesThem() {
		groups("good");
		open("/apps/good/runs/1#L100");
		page.awaitShown("step 95");

		open("/apps/good/runs/1");
		await().until(() -> headers().contains("Build false"));
		page.driver().findElement(By.cssSelector(".log")).sendKeys("/");
		page.driver().findElement(By.cssSelector(".search input")).sendKeys("step 222");
		page.awaitShown("step 222");
		assertThat(page.shown()).doesNotContain("uploading");
	}

	@Test
	void aMillionLinesFoldAndUnfold() {
		groups("million");
		open("/apps/million");

		await().until(() -> headers().contains("Part 100 false"));
		assertThat(headers()).contains("Part 90 false");
		page.run("document.querySelector('.log').scrollTop = 0");
		await().until(() -> headers().contains("Part 2 false"));
		page.press("Part 2");
		page.awaitShown("line 5 of 2");
		open("/apps/million/runs/1#L505055");
		page.awaitShown("line 4953 of 51");
		assertThat(page.complaints()).isEmpty();
	}

	@Test
	void theListTellsHowLongEachTookAndLeadsThere() {
		open("/apps/good/runs/1");
		await().until(() -> headers().contains("Build false"));

		page.driver().findElement(By.cssSelector(".groups-toggle")).click();
		page.awaitText(".groups ol", "Upload it");
		assertThat(page.text(".groups ol")).contains("Fetch", "Build");
		page.awaitText(".groups .slowest", "slowest");
		page.driver().findElement(By.cssSelector(".groups [data-line='306']")).click();
		page.awaitShown("uploading");
	}

	@Test
	void withoutScriptsAMarkerIsNotShownRaw() {
		groups("failing");
		String body = admin.get("/apps/failing/runs/1").body();

		assertThat(body).contains("<span class=\"g\">Build</span>");
		assertThat(admin.get("/api/apps/failing/runs/1/log").body()).contains("--- Build");
	}

}
