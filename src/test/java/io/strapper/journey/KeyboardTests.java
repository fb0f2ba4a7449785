package io.strapper.journey;

import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All that a mouse can do, a keyboard does alone. */
class KeyboardTests {

	private static final int MOST_TABS = 60;

	private static final String FOCUS = """
			const focused = document.activeElement;
			const label = focused.getAttribute('aria-label') || focused.labels?.[0]?.innerText || focused.innerText;
			return focused === document.body ? 'nowhere' : (label ?? '').trim();""";

	@RunningServer
	private static Server server;

	@AutoClose
	private final Page page = new Page(server.url());

	private void keys(CharSequence... keys) {
		this.page.driver().switchTo().activeElement().sendKeys(keys);
	}

	/** Goes on with Tab to what bears that label. */
	private void tabTo(String label) {
		for (int i = 0; i < MOST_TABS; i++) {
			if (focus().startsWith(label)) {
				return;
			}
			keys(Keys.TAB);
		}
		throw new AssertionError("No Tab leads to " + label);
	}

	private String focus() {
		return String.valueOf(this.page.run(FOCUS));
	}

	private void signIn() {
		this.page.open("/login");
		keys("admin", Keys.TAB, Server.PASSWORD, Keys.ENTER);
		await().until(() -> !this.page.driver().getCurrentUrl().contains("/login"));
	}

	@Test
	void theWholeJourneyNeedsNoMouse() throws Exception {
		Path gate = server.gate("shop");
		server.script("shop", "deploy", "seq -f 'step %g' 1 300", "until [ -e '" + gate + "' ]; do sleep 0.05; done",
				"echo all done");
		server.script("shop", "destroy", "echo gone");
		signIn();
		this.page.open("/?q=shop");

		tabTo("Deploy");
		keys(Keys.ENTER);
		await().until(() -> this.page.driver().getCurrentUrl().endsWith("/apps/shop"));
		this.page.awaitStatus("Running");
		this.page.awaitShown("step 300");
		tabTo("Output of the run");
		keys(Keys.HOME);
		this.page.awaitShown("step 1");
		keys("/");
		assertThat(focus()).isEqualTo("Search the log");
		keys("step 30", Keys.ENTER);
		await().until(() -> this.page.text(".search .found"), (found) -> found.endsWith("of 2"));
		keys(Keys.ESCAPE);
		assertThat(focus()).isEqualTo("Output of the run");
		keys(Keys.END);
		Files.createFile(gate);
		this.page.awaitShown("all done");
		this.page.awaitStatus("Succeeded");

		this.page.open("/");
		tabTo("Destroy…");
		keys(Keys.ENTER);
		assertThat(focus()).isEqualTo("Cancel");
		keys(Keys.ESCAPE);
		assertThat(focus()).isEqualTo("Destroy…");
		keys(Keys.ENTER);
		tabTo("Destroy shop");
		keys(Keys.ENTER);
		await().until(() -> this.page.driver().getCurrentUrl().endsWith("/apps/shop"));
		await().until(() -> this.page.text(".title .number"), "#2"::equals);
		this.page.awaitStatus("Succeeded");

		this.page.open("/");
		tabTo("Menu of admin");
		keys(Keys.ENTER);
		tabTo("Sign out");
		keys(Keys.ENTER);
		this.page.awaitText(".bar", "You’ve been signed out.");
	}

	@Test
	void aQuestionMarkListsTheKeys() {
		signIn();
		tabTo("Skip to content");
		keys(Keys.ENTER);

		keys("?");

		assertThat(this.page.run("return document.querySelector('#keys').matches(':modal')")).isEqualTo(true);
		assertThat(this.page.text("#keys")).contains("Keyboard shortcuts", "Search the log", "Show or hide times");
		keys(Keys.ESCAPE);
		assertThat(this.page.text("#keys")).isEmpty();
		assertThat(focus()).isEqualTo("Apps");
	}

	@Test
	void aButtonListsTheKeysToo() {
		signIn();
		tabTo("Menu of admin");
		keys(Keys.ENTER);
		tabTo("Keyboard shortcuts");

		keys(Keys.ENTER);
		assertThat(this.page.run("return document.querySelector('#keys').matches(':modal')")).isEqualTo(true);
		assertThat(focus()).isEqualTo("Close");
		keys(Keys.ENTER);

		await().until(this::focus, "Apps"::equals);
		assertThat(this.page.text("#keys")).isEmpty();
	}

	@Test
	void theLogHasTheKeysOfGitHubs() {
		server.script("timed", "deploy", "echo hello");
		server.admin().app("timed").deployed();
		signIn();
		this.page.open("/apps/timed");
		this.page.awaitShown("hello");
		tabTo("Output of the run");

		keys(Keys.chord(Keys.SHIFT, "T"));
		await().until(() -> this.page.attribute(".log", "data-times"), "clock"::equals);
		keys(Keys.chord(Keys.SHIFT, "T"));
		await().until(() -> this.page.attribute(".log", "data-times"), "off"::equals);
		keys(Keys.chord(Keys.SHIFT, "F"));
		assertThat(this.page.text(".history")).isEmpty();
		assertThat(this.page.run("return document.querySelector('.output').getBoundingClientRect().width"))
			.isEqualTo(this.page.run("return innerWidth"));
		keys(Keys.ESCAPE);
		assertThat(this.page.text(".history")).isNotEmpty();
		// In a field they are letters
		keys("/");
		keys("FT?");
		assertThat(this.page.attribute(".search input", "value")).isEqualTo("FT?");
		assertThat(this.page.text("#keys")).isEmpty();
	}

}
