package io.strapper.journey;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.language.Language;
import io.strapper.testing.AppClient;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reader whose browser speaks German goes through the pages, with their modules. */
class GermanJourneyTests {

	/** All that is read in a page but what apps, scripts and people have written. */
	private static final String READ = """
			const texts = new Set();
			const skipped = 'code, pre, script, style, noscript, .log .t, [lang=en]';
			const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) {
			  if (!walker.currentNode.parentElement.closest(skipped)) texts.add(walker.currentNode.data.trim());
			}
			for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]')) {
			  for (const name of ['title', 'aria-label', 'placeholder']) texts.add(element.getAttribute(name) ?? '');
			}
			return Array.from(texts);""";

	@RunningServer
	private static Server server;

	@Test
	void noEnglishTextIsLeftAndNothingIsWiderThanAPhone() {
		server.file("blog", "app.yml", "name: Blog\n");
		server.script("blog", "deploy", "echo '::group::Bauen'", "seq 1 2000", "echo '::endgroup::'",
				"echo 'src/main.c:4:5: error: expected expression'", "exit 3");
		server.script("blog", "stop", "true");
		server.script("blog", "destroy", "true");
		AppClient blog = server.admin().app("blog");
		blog.press("stop");
		blog.ended(1);
		blog.press("deploy");
		blog.ended(2);

		try (Page page = new Page(server.url(), "--lang=de", "--accept-lang=de-DE,de")) {
			page.open("/login");
			assertThat(page.text("h1")).isEqualTo("Anmelden");
			page.signIn("admin", Server.PASSWORD);
			for (String path : List.of("/", "/apps/blog", "/apps/blog/runs/2", "/apps/blog/history", "/apps/blog/hook",
					"/apps/blog/notices", "/activity", "/account", "/account/tokens", "/account/shares", "/users",
					"/audit", "/about", "/nowhere")) {
				page.open(path);
				awaitTimes(page);
				assertThat(english(page)).as(path).isEmpty();
				narrow(page, path);
			}
			page.open("/apps/blog/runs/2");
			page.awaitText(".connection .text", "Beendet");
			assertThat(page.text(".outcome .sentence")).matches("Fehlgeschlagen nach .*, Exit-Code 3");
			assertThat(page.text(".line-count")).matches("2\\.0\\d\\d Zeilen");
			assertThat(page.run("return document.title")).asString().contains("Deployment fehlgeschlagen: Blog #2");
		}
	}

	@Test
	void whatIsOnRecordInEnglishIsSaidInGerman() {
		server.file("late", "app.yml", "timeout: 2s\n");
		server.script("late", "deploy", "exec sleep 600");
		server.script("wrong", "deploy", "true");
		// Which leaves it no button
		server.file("wrong", "app.yml", "timeout: soon\n");
		await().until(() -> server.bean(Apps.class)
			.find(new AppId("wrong"))
			.filter((app) -> !app.problems().isEmpty())
			.isPresent());
		AppClient late = server.admin().app("late");
		String why = "Der Lauf hat sein Zeitlimit von 2s überschritten.";

		try (Page page = new Page(server.url(), "--lang=de", "--accept-lang=de-DE,de")) {
			page.open("/login");
			page.signIn("admin", Server.PASSWORD);
			page.open("/apps/late");
			late.press("deploy");
			page.awaitText(".outcome .why", why);
			page.open("/apps/late/runs/1");
			assertThat(page.text(".outcome .why")).isEqualTo(why);
			assertThat(page.run("return document.querySelector('.outcome .why').hasAttribute('lang')"))
				.isEqualTo(false);
			page.open("/apps/wrong");
			assertThat(page.text(".bar.problem:not([hidden]) .text")).startsWith("app.yml, Zeile 1: ");
			assertThat(english(page)).isEmpty();
		}
	}

	/** Until the modules have written the times as the reader does. */
	private static void awaitTimes(Page page) {
		await().until(() -> page.run("""
				return Array.from(document.querySelectorAll('time')).every((time) => time.title || !time.dateTime)
				  || document.documentElement.dataset.signedIn === undefined;"""), Boolean.TRUE::equals);
	}

	private static Set<String> english(Page page) {
		Set<String> german = Language.GERMAN.texts().values().stream().collect(Collectors.toSet());
		Set<String> left = new TreeSet<>();
		((List<?>) page.run(READ)).forEach((text) -> left.add(String.valueOf(text)));
		left.retainAll(Language.ENGLISH.texts().values());
		left.removeAll(german);
		return left;
	}

	private static void narrow(Page page, String path) {
		page.driver()
			.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
		assertThat(page.run("return document.documentElement.scrollWidth <= 390")).as(path).isEqualTo(true);
		for (String theme : List.of("light", "dark")) {
			page.run("document.documentElement.dataset.theme = arguments[0]", theme);
			page.keep("german" + path.replace('/', '-') + "-" + theme);
		}
		page.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
	}

}
