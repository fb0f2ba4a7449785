package io.strapper.journey;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A log of 50,000 lines in a real browser, of which a few hundred are in the document.
 */
class LogViewTests {

	private static final String RUN = "/apps/tall/runs/1";

	@RunningServer
	private static Server server;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		server.script("tall", "deploy", "seq -f 'line %g' 1 50000");
		server.script("short", "deploy", "seq -f 'line %g' 1 1500");
		server.script("veiled", "deploy", "printf 'seen\\033[8m; unseen\\033[0m end\\n'",
				"printf '\\033]8;;https://bank.example@evil.example/\\033\\\\bank.example\\033]8;;\\033\\\\\\n'");
		Client admin = server.admin();
		for (String app : List.of("tall", "short", "veiled")) {
			admin.app(app).deployed();
		}
		page = server.page();
	}

	@BeforeEach
	void open() {
		page.open("/login").open(RUN);
		page.awaitShown("line 50000");
	}

	private static Object run(String script, Object... arguments) {
		return page.driver().executeScript(script, arguments);
	}

	private static void click(int line, CharSequence... held) {
		Actions actions = new Actions(page.driver());
		for (CharSequence key : held) {
			actions.keyDown(key);
		}
		actions.click(page.driver().findElement(By.cssSelector(".n[data-n='" + line + "']")));
		for (CharSequence key : held) {
			actions.keyUp(key);
		}
		actions.perform();
	}

	@Test
	void theScrollbarReachesEveryLineThoughFewAreInTheDocument() {
		assertThat(run("const l = document.querySelector('.log'); return l.scrollHeight / 20 > 50000")).isEqualTo(true);
		for (double part : new double[] { 0, 0.25, 0.5, 0.99 }) {
			run("const l = document.querySelector('.log'); l.scrollTop = " + part
					+ " * (l.scrollHeight - l.clientHeight)");

			page.awaitShown("line " + ((part == 0) ? 5 : Math.round(part * 50000) + 10));
			assertThat((Long) run("return document.querySelectorAll('.log .row').length")).isLessThan(300);
		}
	}

	@Test
	void aSelectionAcrossPagesIsCopiedAsPlainTextWithoutItsNumbers() {
		run("""
				window.copied = null;
				document.addEventListener('copy', (e) => window.copied = e.clipboardData.getData('text/plain'));
				document.querySelector('.log').scrollTop = 990 * 20""");
		page.awaitShown("line 995");
		run("""
				const text = (n) => document.querySelector(`[data-line="${n}"] .t`).firstChild;
				window.last = () => document.getSelection().setBaseAndExtent(
				  document.getSelection().anchorNode, 5, text(2300), 6);
				document.getSelection().setBaseAndExtent(text(995), 5, text(996), 2);
				document.querySelector('.log').scrollTop = 2300 * 20""");
		page.awaitShown("line 2301");
		run("window.last()");
		await().until(() -> (Long) run("return document.querySelectorAll('.row.unknown').length") == 0);
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys("c").keyUp(Keys.CONTROL).perform();

		assertThat(run("return window.copied")).isEqualTo(
				"995\n" + IntStream.range(996, 2300).mapToObj((i) -> "line " + i).collect(Collectors.joining("\n"))
						+ "\nline 2");
	}

	@Test
	void whatNobodySeesIsNotCopied() {
		page.open("/apps/veiled/runs/1");
		page.awaitShown("bank.example");
		run("""
				document.addEventListener('copy', (e) => window.copied = e.clipboardData.getData('text/plain'));
				const rows = Array.from(document.querySelectorAll('.log .t')).filter((row) => /seen|bank/.test(row.textContent));
				window.both = () => document.getSelection().setBaseAndExtent(rows[0], 0, rows[1], 1);
				document.getSelection().selectAllChildren(rows[0])""");

		assertThat(run("return document.getSelection().toString()")).isEqualTo("seen end");
		run("window.both()");
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys("c").keyUp(Keys.CONTROL).perform();
		assertThat(run("return window.copied")).isEqualTo("seen end\nbank.example");
	}

	@Test
	void aLinkTellsTheHostThatItLeadsTo() {
		page.open("/apps/veiled/runs/1");
		page.awaitShown("bank.example");
		WebElement link = page.driver().findElement(By.cssSelector(".log .t a"));
		new Actions(page.driver()).moveToElement(link).perform();

		await().until(() -> "evil.example".equals(link.getDomProperty("title")));
	}

	@Test
	void aSelectionThatIsTooLongSaysSo() {
		run("document.querySelector('.log').scrollTop = 1000 * 20");
		page.awaitShown("line 1005");
		run("""
				const text = (n) => document.querySelector(`[data-line="${n}"] .t`).firstChild;
				document.getSelection().setBaseAndExtent(text(1005), 0, text(1006), 2);
				document.querySelector('.log').scrollTop = 4000 * 20""");

		awaitOffer("You can select up to 2,000 lines.");
	}

	/** The page says why not all lines were had, and how to have them. */
	private static void awaitOffer(String why) {
		page.awaitText("#notice", why + " Download the log as text to have them all.");
		assertThat(page.attribute("#notice a", "href")).isEqualTo(page.attribute("a.as-text", "href"))
			.endsWith("/api/apps/tall/runs/1/log?plain");
	}

	@Test
	void whoCopiesTheWholePageIsOfferedTheWholeLog() {
		run("document.activeElement.blur()");
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys("ac").keyUp(Keys.CONTROL).perform();

		awaitOffer("of 50,002 lines were copied.");
	}

	@Test
	void allLinesAreSelectedOrNone() {
		pressInLog("a");

		awaitOffer("You can select up to 2,000 lines.");
		assertThat(run("return document.getSelection().isCollapsed")).isEqualTo(true);

		page.open("/apps/short/runs/1");
		page.awaitShown("line 1500");
		pressInLog("a");
		await().until(() -> (Long) run("return document.querySelectorAll('.row.unknown').length") == 0);
		run("document.addEventListener('copy', (e) => window.copied = e.clipboardData.getData('text/plain'))");
		pressInLog("c");

		List<String> lines = String.valueOf(run("return window.copied")).lines().toList();
		assertThat(lines.subList(1, 1501))
			.isEqualTo(IntStream.rangeClosed(1, 1500).mapToObj((i) -> "line " + i).toList());
	}

	/** Presses a key with Ctrl while the log has the focus. */
	private static void pressInLog(String key) {
		run("document.querySelector('.log').focus({ preventScroll: true })");
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
	}

	@Test
	void anotherFontSizeOrWidthKeepsTheReadersPlace() {
		page.open(RUN + "#L20000");
		page.awaitShown("line 20001");
		Dimension before = page.driver().manage().window().getSize();
		try {
			for (boolean wrap : new boolean[] { false, true }) {
				if (wrap) {
					page.press("Wrap");
				}
				run("document.documentElement.style.fontSize = '150%'");
				awaitPlace(24);
				page.driver().manage().window().setSize(new Dimension(500, 700));
				awaitPlace(24);
				run("document.documentElement.style.fontSize = ''");
				page.driver().manage().window().setSize(before);
				awaitPlace(16);
			}
		}
		finally {
			page.driver().manage().window().setSize(before);
			page.press("Wrap");
		}
	}

	/** Line 20,000 is in sight, and each row begins where the one above ends. */
	private static void awaitPlace(int least) {
		await().until(() -> run("""
				const box = (e) => e.getBoundingClientRect();
				const panel = box(document.querySelector('.log'));
				const rows = [...document.querySelectorAll('.log .rows .row')].map(box);
				const mine = box(document.querySelector('[data-line="20000"]'));
				return mine.top >= panel.top && mine.bottom <= panel.bottom && mine.height >= arguments[0]
				  && rows.every((row, i) => i === 0 || Math.abs(row.top - rows[i - 1].bottom) < 0.5);""", least),
				Boolean.TRUE::equals);
	}

	@Test
	void aClickAddressesALineAndWithShiftARange() {
		click(49_990);
		assertThat(page.driver().getCurrentUrl()).endsWith(RUN + "#L49990");

		click(49_995, Keys.SHIFT);

		assertThat(page.driver().getCurrentUrl()).endsWith(RUN + "#L49990-L49995");
		await().until(() -> (Long) run("return document.querySelectorAll('.row.marked').length") == 6);
	}

	@Test
	void wrappingIsRememberedAndKeepsTheReadersPlace() {
		page.open(RUN + "#L20000");
		page.awaitShown("line 20001");

		page.press("Wrap");
		page.awaitShown("line 20001");
		page.open("/login").open(RUN + "#L30000");

		page.awaitShown("line 30001");
		assertThat(run("return document.querySelector('.log').classList.contains('wrap')")).isEqualTo(true);
		page.press("Wrap");
	}

	@ParameterizedTest
	@CsvSource({ "390, en", "700, en", "900, en", "1000, en", "1270, en", "1280, en", "1500, en", "390, de", "1280, de",
			"1370, de", "1660, de" })
	void nothingIsWiderThanTheScreen(int width, String language) {
		page.driver().executeCdpCommand("Network.enable", Map.of());
		page.driver()
			.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
		page.driver()
			.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", width, "height", 844, "deviceScaleFactor", 2, "mobile", width < 500));
		try {
			page.open("/login").open(RUN);
			page.awaitShown("line 50000");
			page.driver().findElement(By.cssSelector("button.search-toggle")).click();

			Object tooWide = run("""
					document.querySelectorAll('.tools [hidden]').forEach((button) => button.hidden = false);
					const right = document.querySelector('.output').getBoundingClientRect().right;
					return [...document.querySelectorAll('.tools > *, .search > *, .head .press *, .head .facts > *')]
					  .filter((e) => e.getBoundingClientRect().right > right).map((e) => e.className)""");
			assertThat((List<?>) tooWide).isEmpty();
			assertThat((Long) run("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
		}
		finally {
			page.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
			page.driver().executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of()));
		}
	}

	@Test
	void theBrowsersOwnSearchIsASecondPressAway() {
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys("f").keyUp(Keys.CONTROL).perform();
		assertThat(page.driver().switchTo().activeElement().getAttribute("type")).isEqualTo("search");

		run("document.addEventListener('keydown', (e) => window.ours = e.defaultPrevented)");
		new Actions(page.driver()).keyDown(Keys.CONTROL).sendKeys("f").keyUp(Keys.CONTROL).perform();

		assertThat(run("return window.ours")).isEqualTo(false);
	}

}
