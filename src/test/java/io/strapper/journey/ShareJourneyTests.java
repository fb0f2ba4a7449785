package io.strapper.journey;

import java.util.List;
import java.util.Map;

import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Lines of a log are chosen, copied, and shared by a link. */
class ShareJourneyTests {

	/** What the clipboard holds of a type; null if it has no such. */
	private static final String CLIPBOARD = """
			const [type, done] = arguments;
			navigator.clipboard.read().then(([item]) => item.types.includes(type) ? item.getType(type) : null)
			  .then((blob) => blob?.text()).then(done, (error) => done(String(error)));""";

	@RunningServer
	private static Server server;

	private static Client admin;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		server.script("blog", "deploy", "seq -f 'line %g' 3000", "printf '\\033[31mred\\033[0m\\n'", "echo '```'",
				"echo '::group::Build'", "echo built", "echo '::endgroup::'", "exit 1");
		admin = server.admin();
		admin.app("blog").deployed();
		page = new Page(server.url()).signIn("admin", Server.PASSWORD);
		page.driver()
			.executeCdpCommand("Browser.grantPermissions", Map.of("origin", server.url(), "permissions",
					List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
	}

	@BeforeEach
	void atTheEnd() {
		page.open("/login").open("/apps/blog/runs/1");
		page.awaitShown("```");
	}

	private static void choose(int from, int to) {
		find(".share-toggle").click();
		fill("from", from);
		fill("to", to);
	}

	private static void fill(String name, int line) {
		find(".share [name=" + name + "]").clear();
		find(".share [name=" + name + "]").sendKeys(String.valueOf(line));
	}

	private static WebElement find(String selector) {
		return page.driver().findElement(By.cssSelector(selector));
	}

	private static String copied(String format, String type) {
		find(".share [data-copy=" + format + "]").click();
		page.awaitText(".copied", "Copied");
		return String.valueOf(page.driver().executeAsyncScript(CLIPBOARD, type));
	}

	@Test
	void theMarkedLinesAreThoseThatAreShared() {
		find(".row[data-line='3001'] .n").click();
		page.run("""
				document.querySelector('.row[data-line="3002"] .n').dispatchEvent(
				  new MouseEvent('click', { shiftKey: true, bubbles: true, cancelable: true }))""");
		find(".share-toggle").click();
		assertThat(find(".share [name=from]").getDomProperty("value")).isEqualTo("3002");
		assertThat(find(".share [name=to]").getDomProperty("value")).isEqualTo("3003");

		new Select(find(".share [name=expires]")).selectByValue("1h");
		find(".make-link").click();
		await().until(() -> find(".made-link input").isDisplayed());
		String link = find(".made-link input").getDomProperty("value");
		find(".copy-link").click();
		page.awaitText(".copied", "Copied");
		assertThat(page.driver().executeAsyncScript(CLIPBOARD, "text/plain")).isEqualTo(link);
		assertThat(page.complaints()).isEmpty();

		try (Page stranger = new Page(server.url())) {
			stranger.open(link.substring(server.url().length()));
			assertThat(stranger.text("main")).contains("blog #1", "Lines 3,002–3,003", "red", "```")
				.doesNotContain("line 3000", "built");
			assertThat(stranger.driver().manage().getCookies()).isEmpty();
			assertThat(stranger.complaints()).isEmpty();
		}
	}

	@Test
	void linesAreCopiedInThreeFormats() {
		choose(3001, 3005);

		assertThat(copied("text", "text/plain")).isEqualTo("line 3000\nred\n```\nBuild\nbuilt");
		assertThat(copied("markdown", "text/plain")).isEqualTo("[blog \\#1, lines 3,001–3,005](" + server.url()
				+ "/apps/blog/runs/1#L3001-L3005)\n\n````\nline 3000\nred\n```\nBuild\nbuilt\n````\n");
		assertThat(copied("html", "text/html")).contains("<pre", ">red</span>").doesNotContain("class=");
		assertThat(page.driver().executeAsyncScript(CLIPBOARD, "text/plain"))
			.isEqualTo("line 3000\nred\n```\nBuild\nbuilt");
	}

	@Test
	void linesThatThePageDoesNotHaveAreFetched() {
		choose(2, 2001);

		String text = copied("text", "text/plain");

		assertThat(text.lines()).hasSize(2000).startsWith("line 1", "line 2").endsWith("line 2000");
	}

	@Test
	void linesThatAreNotThereAreRefused() {
		choose(10, 99_999);
		find(".make-link").click();

		page.awaitText(".share .bar", "Choose lines from 1 to 3,00");
		assertThat(find(".made-link").isDisplayed()).isFalse();
	}

}
