package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.language.Language;
import io.strapper.testing.AppClient;
import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages and answers in the language of the reader. */
class LanguageTests {

	@RunningServer
	private static Server server;

	@Test
	void pagesAreInTheLanguageThatTheBrowserAsksFor() {
		HttpResponse<String> german = server.client().get("/login", "Accept-Language", "de-DE,de;q=0.9,en;q=0.8");
		HttpResponse<String> english = server.client().get("/login");

		assertThat(german.body()).contains("<html lang=\"de\"");
		assertThat(english.body()).contains("<html lang=\"en\"");
		assertThat(german.headers().allValues("Vary")).contains("Accept-Language", "Cookie");
	}

	@Test
	void theTextsOfModulesMayBeKeptAsLongAsTheyAreThoseOfThePage() {
		Client stranger = server.client();
		String page = stranger.get("/login", "Accept-Language", "de").body();
		Matcher script = Pattern.compile("id=\"texts\" href=\"(/js/texts/de\\.js\\?v=[0-9a-f]{8})\"").matcher(page);
		assertThat(script.find()).isTrue();

		HttpResponse<String> texts = stranger.get(script.group(1));
		HttpResponse<String> others = stranger.get("/js/texts/de.js?v=00000000");

		assertThat(texts.body()).startsWith("export default {").contains("\"live.lines.other\":\"{0} Zeilen\"");
		assertThat(texts.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
		assertThat(texts.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=UTF-8");
		assertThat(others.body()).isEqualTo(texts.body());
		assertThat(others.headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(stranger.get("/js/texts/xx.js").statusCode()).isEqualTo(404);
	}

	@Test
	void everyPageIsInGermanForWhoeverAsksForIt() {
		server.script("blog", "deploy", "seq 1 2000", "exit 3");
		server.script("blog", "stop", "true");
		server.file("blog", "app.yml", "name: Blog\n");
		Client admin = server.admin();
		AppClient blog = admin.app("blog");
		blog.press("deploy");
		blog.ended(1);
		List<String> pages = List.of("/", "/apps/blog", "/apps/blog/runs/1", "/apps/blog/runs/1/lines/0",
				"/apps/blog/history", "/apps/blog/hook", "/apps/blog/notices", "/notices", "/apps/blog/runs/1/compare",
				"/activity", "/account", "/account/tokens", "/users", "/audit", "/about", "/nowhere");

		pages.forEach((page) -> {
			String german = admin.get(page, "Accept-Language", "de", "Accept", "text/html").body();
			String english = admin.get(page).body();
			assertThat(german).as(page).contains("<html lang=\"de\"").doesNotContain("??");
			assertThat(english).as(page).contains("<html lang=\"en\"").doesNotContain("??");
			assertThat(leftIn(german)).as(page).isEmpty();
		});
	}

	@Test
	void sentencesOfTheServerAreInTheLanguageOfWhoeverAsks() {
		Client admin = server.admin();

		assertThat(admin.get("/api/apps/none", "Accept-Language", "de").body())
			.contains("Diese App gibt es nicht, oder Sie haben keinen Zugriff.");
		assertThat(admin.get("/api/apps/none").body())
			.contains("There is no such app, or you don’t have access to it.");
		assertThat(admin.get("/nowhere", "Accept-Language", "de", "Accept", "text/html").body())
			.contains("Nicht gefunden", "Unter dieser Adresse gibt es nichts.");
		assertThat(server.client().get("/api/apps", "Accept-Language", "de").body())
			.contains("Sie sind nicht angemeldet. Anmeldung: /login.");
		assertThat(server.client().get("/api/apps", "Accept-Language", "de", "Authorization", "Bearer strp_x").body())
			.contains("Dieses Token ist unbekannt oder wurde widerrufen.");
	}

	@Test
	void aChoiceOfLanguageIsKeptInTheBrowser() {
		Client ann = server.viewer("ann");

		assertThat(ann.submit("/account/language", Map.of("language", "de"))).contains("Konto", "Passwort ändern");
		assertThat(ann.get("/account", "Accept-Language", "en").body()).contains("<html lang=\"de\"");
		assertThat(ann.submit("/account/password",
				Map.of("current", "x", "password", "correct horse battery", "repeat", "y")))
			.contains("Die neuen Passwörter stimmen nicht überein.");
		assertThat(ann.submit("/account/language", Map.of("language", ""))).contains("Change password");
	}

	/**
	 * The English texts that stand alone in a German page and are not the same in both.
	 */
	private static Set<String> leftIn(String page) {
		Map<String, String> german = Language.GERMAN.texts();
		Set<String> english = new TreeSet<>();
		Language.ENGLISH.texts().forEach((key, text) -> {
			if (!text.contains("{") && !german.containsValue(text)) {
				english.add(text);
			}
		});
		Document document = Jsoup.parse(page);
		// What an app or a script says, and what is marked as English
		document.select("code, pre, .log, [lang=en]").remove();
		Stream<String> words = document.getAllElements()
			.stream()
			.flatMap((element) -> Stream.concat(element.textNodes().stream().map(TextNode::text),
					Stream.of("title", "aria-label", "placeholder").map(element::attr)));
		Set<String> left = words.map(String::strip).collect(Collectors.toCollection(TreeSet::new));
		left.retainAll(english);
		return left;
	}

}
