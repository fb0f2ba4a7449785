package io.strapper.journey;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.strapper.testing.Client;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
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

}
