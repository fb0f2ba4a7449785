package io.strapper.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Notices of the browser, which a hidden tab shows. */
class NotifyMeTests {

	/**
	 * Notes the notices that the browser shows, for other tabs too, and how often it
	 * asks.
	 */
	private static final String NOTE = """
			window.asked = 0;
			const seen = () => localStorage.setItem('visibility', document.visibilityState);
			document.addEventListener('visibilitychange', seen);
			const Real = Notification;
			window.Notification = class extends Real {
			  constructor(title, options) {
			    super(title, options);
			    localStorage.setItem('shown', `${localStorage.getItem('shown') ?? ''}[${title} | ${options.body}]`);
			  }
			  static requestPermission() {
			    window.asked++;
			    return super.requestPermission();
			  }
			};""";

	@RunningServer("--strapper.input-timeout=never")
	private static Server server;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() {
		page = server.page();
		page.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", NOTE));
	}

	@BeforeEach
	void forget() {
		page.run("localStorage.clear()");
	}

	private static void permission(String state) {
		page.driver()
			.executeCdpCommand("Browser.setPermission",
					Map.of("permission", Map.of("name", "notifications"), "setting", state, "origin", server.url()));
	}

	/** Opens the page of a run that ends badly once it may. */
	private static void watch(String app, String... lines) {
		server.script(app, "deploy", String.join("\n", lines),
				"while [ ! -e '" + server.gate(app) + "' ]; do sleep 0.05; done", "echo 'error: no such host'",
				"exit 3");
		page.open("/apps/" + app);
		page.awaitConnection("Live");
		page.press("Deploy");
		page.awaitShown("begun");
	}

	private static WebElement button() {
		return page.driver().findElement(By.cssSelector(".notify-toggle"));
	}

	private static String pressed() {
		return page.attribute(".notify-toggle", "aria-pressed");
	}

	private static String noted(String key) {
		return String.valueOf(page.run("return localStorage.getItem(arguments[0])", key));
	}

	/** Has another tab in front of the page, from which the test looks. */
	private static String hidden(Runnable task) {
		String tab = page.driver().getWindowHandle();
		page.driver().switchTo().newWindow(WindowType.TAB);
		page.open("/account");
		await().until(() -> noted("visibility"), "hidden"::equals);
		task.run();
		String shown = await().until(() -> noted("shown"), (notices) -> !notices.equals("null"));
		page.driver().close();
		page.driver().switchTo().window(tab);
		return shown;
	}

	private static void open(String app) {
		try {
			Files.createFile(server.gate(app));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		server.admin().app(app).ended(1);
	}

	@Test
	void aHiddenTabTellsTheEndAndIsRemembered() {
		permission("granted");
		watch("told", "echo begun");
		assertThat(pressed()).isEqualTo("false");
		button().click();
		await().until(() -> pressed(), "true"::equals);
		page.open("/apps/told");
		page.awaitShown("begun");
		assertThat(pressed()).as("remembered").isEqualTo("true");
		page.keep("notify me");

		String shown = hidden(() -> open("told"));

		assertThat(shown).startsWith("[Failed to deploy: told #1 | ").doesNotContain("][");
		assertThat(page.run("return window.asked")).isEqualTo(0L);
		await().until(() -> !button().isDisplayed());
	}

	@Test
	void aHiddenTabTellsThatTheRunWaits() {
		permission("granted");
		watch("waits", "echo begun; printf 'Continue? [y/N] '; stty -icanon min 1 </dev/tty",
				"while [ \"$key\" != y ]; do key=$(head -c 1 </dev/tty); done");
		button().click();

		String shown = hidden(() -> {
		});

		assertThat(shown).contains("Deploying: waits #1", "is waiting for input", "Continue? [y/N]");
	}

	@Test
	void aTabThatIsSeenTellsNothingAndNobodyIsAskedUnpressed() {
		permission("prompt");
		watch("seen", "echo begun");
		assertThat(button().isDisplayed()).isTrue();
		assertThat(pressed()).isEqualTo("false");
		assertThat(page.run("return window.asked")).isEqualTo(0L);
		permission("granted");
		button().click();
		await().until(() -> pressed(), "true"::equals);

		open("seen");
		page.awaitStatus("Failed");

		assertThat(noted("shown")).isEqualTo("null");
	}

	@Test
	void theNewestRunLeadsToThePagesOfItsApp() {
		watch("leads", "echo begun");

		page.awaitText(".history", "Webhook");
		page.awaitText(".history", "Notices");
		open("leads");
	}

	@Test
	void whoHasForbiddenNoticesIsToldWhatToDo() {
		permission("denied");
		watch("denied", "echo begun");
		button().click();
		page.awaitText("#notice", "Your browser blocks notices");
		assertThat(pressed()).isEqualTo("false");
		open("denied");
	}

}
