package io.strapper.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.ManyApps;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The dashboard of three hundred apps. */
class DashboardTests {

	private static final int COUNT = 300;

	@RunningServer
	private static Server server;

	private static Client admin;

	private static Page page;

	@BeforeAll
	static void start() {
		ManyApps.make(server, COUNT);
		admin = server.admin();
		page = new Page(server.url()).signIn("admin", Server.PASSWORD);
	}

	@AfterAll
	static void stop() {
		page.close();
	}

	@BeforeEach
	void open() {
		page.open("/login").run("localStorage.clear()");
		page.open("/");
	}

	private static WebElement find(String selector) {
		return page.driver().findElement(By.cssSelector(selector));
	}

	/** What a row says, wherever it is: innerText leaves out what is far out of sight. */
	private static String told(Page page, String app, String part) {
		return page.attribute("[data-app=" + app + "] " + part, "textContent").strip();
	}

	private static long shown() {
		return (Long) page.run("return document.querySelectorAll('.app:not([hidden])').length");
	}

	private static String first() {
		return String.valueOf(page.run("return document.querySelector('.app:not([hidden])').dataset.app"));
	}

	private static String group(String app) {
		return String.valueOf(page
			.run("return document.querySelector('[data-app=" + app + "]').closest('.group').dataset.key ?? ''"));
	}

	private static void finish(String app) throws IOException {
		Files.createFile(server.home().resolve("apps").resolve(app).resolve("go"));
	}

	private static void point(String selector) {
		new Actions(page.driver()).moveToElement(find(selector)).perform();
	}

	@Test
	void appsAreFoundAsTheirNameLabelStateOrPersonIsTyped() {
		assertThat(shown()).isEqualTo(COUNT);
		WebElement words = find(".choose input");

		words.sendKeys("service 299");
		assertThat(shown()).isEqualTo(1);
		words.sendKeys(Keys.ESCAPE);
		words.sendKeys("internal ann failed");
		assertThat(page.run("return [...document.querySelectorAll('.app:not([hidden])')].every((row) => "
				+ "row.textContent.includes('internal') && row.textContent.includes('ann') && row.dataset.state === 'failed')"))
			.isEqualTo(true);
		assertThat(shown()).isBetween(1L, 29L);
		assertThat(page.driver().getCurrentUrl()).endsWith("/?q=internal+ann+failed");
		words.sendKeys(" nobody");
		assertThat(page.text("#no-match")).startsWith("No app matches.");
	}

	@Test
	void whatNeedsSomebodyComesFirstAndTheTotalsSelect() {
		assertThat(page.text(".totals").replaceAll("\\s+", " ")).contains("300 apps", "30 failed", "30 stopped",
				"never deployed");
		assertThat(page.run("return [...document.querySelectorAll('.app')].slice(0, 30).every((row) => "
				+ "row.dataset.state === 'failed')"))
			.isEqualTo(true);

		find("[data-total=stopped]").click();

		assertThat(shown()).isEqualTo(30);
		assertThat(page.attribute(".app:not([hidden]) .badge", "textContent").strip()).isEqualTo("Stopped");
		page.driver().navigate().refresh();
		assertThat(shown()).isEqualTo(30);
		find("[data-total=stopped]").click();
		assertThat(shown()).isEqualTo(COUNT);
	}

	@Test
	void aRowStaysTheSameElementAndKeepsItsFocus() throws Exception {
		String app = "app-013";
		page.run("window.row = document.querySelector('[data-app=" + app + "]');"
				+ "window.row.querySelector('h2 a').focus({ preventScroll: true })");
		assertThat(told(page, app, ".badge")).isEqualTo("Never deployed");

		admin.app(app).press("deploy");
		await().until(() -> told(page, app, ".badge"), "Deploying"::equals);
		assertThat(told(page, app, ".last")).contains("Deploy #1", "by admin");
		finish(app);
		await().until(() -> told(page, app, ".badge"), "Deployed"::equals);

		assertThat(page.run("return window.row.isConnected && window.row.contains(document.activeElement)"))
			.isEqualTo(true);
		assertThat(page.attribute("[data-app=" + app + "] .runs", "aria-label")).startsWith("Last run: succeeded in ");
	}

	@Test
	void nothingMovesUnderThePointerAndThenWhatRunsMovesUp() throws Exception {
		String before = first();
		point(".app h2 a");
		admin.app("app-023").press("deploy");
		await().until(() -> told(page, "app-023", ".badge"), "Deploying"::equals);
		assertThat(page.attribute("[data-app=app-023]", "data-rank")).isEqualTo("2");
		assertThat(group("app-023")).isEqualTo("~");
		assertThat(first()).isEqualTo(before);

		point("h1");
		admin.app("app-033").press("deploy");

		await().until(() -> group("app-023"), ""::equals);
		finish("app-023");
		finish("app-033");
	}

	/**
	 * Scrolls to an element and waits until it stands still: rows out of sight get their
	 * height when they come into it, and a click would miss what moves.
	 */
	private static void standStill(String selector) {
		page.run("""
				const element = document.querySelector(arguments[0]);
				const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
				return (async () => {
					for (let still = 0, before = NaN; still < 5; still++) {
						element.scrollIntoView({block: 'center'});
						await frame();
						const now = element.getBoundingClientRect().top;
						still = (now === before) ? still : -1;
						before = now;
					}
				})();""", selector);
	}

	@Test
	void aGroupThatIsFoldedStaysFoldedAndIsSearched() {
		assertThat(page.run("return [...document.querySelectorAll('.group')].map((group) => group.dataset.key).join()"))
			.isEqualTo(",data,internal,shop,~");
		standStill("[data-key=shop] summary");
		find("[data-key=shop] summary").click();
		assertThat(page.attribute("[data-key=shop]", "open")).isEqualTo("false");

		page.driver().navigate().refresh();
		assertThat(page.attribute("[data-key=shop]", "open")).isEqualTo("false");

		find(".choose input").sendKeys("shop");
		assertThat(page.attribute("[data-key=shop]", "open")).isEqualTo("true");
		find(".choose input").sendKeys(Keys.ESCAPE);
		assertThat(page.attribute("[data-key=shop]", "open")).isEqualTo("false");
	}

	@Test
	void aLabelIsAFilter() {
		standStill(".tag[data-label=data]");
		find(".tag[data-label=data]").click();

		assertThat(find(".choose input").getDomProperty("value")).isEqualTo("data");
		assertThat(shown()).isEqualTo(75);
	}

	@Test
	void anAppThatOneMayNoLongerSeeGoesAndComesBack() {
		admin.post("/users", Map.of("username", "eve", "password", "long enough to watch", "role", "VIEWER"));
		try (Page viewer = new Page(server.url()).signIn("eve", "long enough to watch").open("/")) {
			await().until(() -> told(viewer, "app-200", "h2"), (name) -> name.startsWith("Service 200"));

			server.file("app-200", "app.yml", "name: Service 200\nviewers: []\n");
			await().until(() -> told(viewer, "app-200", "h2"), String::isEmpty);
			assertThat(viewer.text("#add")).isEmpty();

			server.file("app-200", "app.yml", "name: Two hundred\nviewers: [eve]\n");
			await().until(() -> told(viewer, "app-200", "h2"), (name) -> name.startsWith("Two hundred"));
		}
	}

	@Test
	void thePageTellsHowToAddAnAppWithCommandsThatWork() throws Exception {
		page.press("Add an app…");
		String commands = page.text("#add pre");
		assertThat(page.text("#add")).contains(server.home().resolve("apps").toString());

		assertThat(new ProcessBuilder("sh", "-ec", commands).inheritIO().start().waitFor()).isZero();

		await().until(() -> told(page, "hello", ".state").equals("Never deployed"));
		assertThat(admin.app("hello").deployed().get("status").asString()).isEqualTo("succeeded");
		assertThat(admin.app("hello").log(1)).contains("Hello from hello");
		Path folder = server.home().resolve("apps/hello");
		for (String file : new String[] { "deploy", "app.yml", "" }) {
			Files.delete(folder.resolve(file));
		}
		await().until(() -> (Boolean) page.run("return !document.querySelector('[data-app=hello]')"));
	}

	@Test
	void aPhoneNeedsNoSidewaysScrolling() {
		page.driver()
			.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
		try {
			assertThat(page.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat((Double) page.run("return document.querySelector('.app').getBoundingClientRect().height + 0.5"))
				.isLessThan(180);
		}
		finally {
			page.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		}
	}

	@Test
	void withoutJavaScriptTheFormSelects() {
		String all = admin.get("/").body();
		assertThat(all.split("<li class=\"app\"")).hasSizeGreaterThan(COUNT);

		String some = admin.get("/?q=internal&state=failed").body();

		int shown = some.split("<li class=\"app\"").length - 1;
		assertThat(shown).isEqualTo(15);
		assertThat(some.split("<li hidden class=\"app\"")).hasSizeGreaterThan(COUNT - shown);
		assertThat(some).contains("name=\"q\" value=\"internal\"", "formaction=\"/apps/app-001/deploy\"",
				"<form id=\"press\" method=\"post\" action=\"/\"><input type=\"hidden\" name=\"_csrf\"");
	}

}
