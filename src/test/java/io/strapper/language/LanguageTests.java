package io.strapper.language;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanguageTests {

	private static final Texts GERMAN = new Texts(Language.GERMAN);

	private static final Texts ENGLISH = new Texts(Language.ENGLISH);

	@ParameterizedTest(name = "{0}, cookie {1}")
	@CsvSource(delimiter = '|', textBlock = """
			                        |    | en
			de                      |    | de
			de-AT,de;q=0.9,en;q=0.8 |    | de
			en-US,en;q=0.9,de;q=0.8 |    | en
			de;q=0.5, en-GB         |    | en
			fr,de;q=0.5             |    | de
			fr                      |    | en
			*                       |    | en
			not a language!         |    | en
			en                      | de | de
			de                      | en | en
			de                      | xx | de
			""")
	void theReaderIsAnsweredInTheirLanguage(String accepted, String cookie, String tag) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (accepted != null) {
			request.addHeader("Accept-Language", accepted);
		}
		if (cookie != null) {
			request.setCookies(new Cookie(ReaderLanguage.COOKIE, cookie));
		}

		assertThat(ReaderLanguage.of(request).tag()).isEqualTo(tag);
	}

	@Test
	void theLocaleOfTheJvmIsOfNoAccount() {
		// As a container answers that is asked without the header
		MockHttpServletRequest request = new MockHttpServletRequest() {
			@Override
			public Enumeration<Locale> getLocales() {
				return Collections.enumeration(List.of(Locale.GERMAN));
			}
		};

		assertThat(ReaderLanguage.of(request)).isEqualTo(Language.ENGLISH);
	}

	@Test
	void aChoiceIsKeptInTheBrowserAndForgotten() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setContextPath("/tools");
		MockHttpServletResponse response = new MockHttpServletResponse();

		new ReaderLanguage().setLocale(request, response, Language.GERMAN.locale());
		new ReaderLanguage().setLocale(request, response, null);

		assertThat(response.getHeaders("Set-Cookie")).satisfiesExactly(
				(kept) -> assertThat(kept).startsWith("strapper-language=de; Path=/tools/; Max-Age=31536000;")
					.endsWith("HttpOnly; SameSite=Lax"),
				(forgotten) -> assertThat(forgotten).startsWith("strapper-language=; Path=/tools/; Max-Age=0;"));
	}

	@Test
	void argumentsStandInTheTextAsTheyAre() {
		assertThat(ENGLISH.text("action.destroy.title", "{0} $1 \\")).isEqualTo("Destroy {0} $1 \\?");
		assertThat(GERMAN.text("action.destroy.title", 1204)).isEqualTo("1204 entfernen?");
		assertThat(Sentence.of("action.destroy.title", "Blog")).hasToString("Destroy Blog?");
		assertThat(Sentence.counting("live.lines", 1204).in(Language.GERMAN)).isEqualTo("1.204 Zeilen");
		assertThat(Sentence.of("action.destroy.title", "Blog").in(Language.GERMAN)).isEqualTo("Blog entfernen?");
	}

	@Test
	void aTextThatIsMissingIsAFault() {
		assertThatThrownBy(() -> ENGLISH.text("no.such")).hasMessage("There is no text no.such in en");
	}

	@Test
	void countsHaveAFormOfTheirOwnForOne() {
		assertThat(ENGLISH.count("live.lines", 1)).isEqualTo("1 line");
		assertThat(ENGLISH.count("live.lines", 1204)).isEqualTo("1,204 lines");
		assertThat(GERMAN.count("live.lines", 1)).isEqualTo("1 Zeile");
		assertThat(GERMAN.count("live.lines", 0)).isEqualTo("0 Zeilen");
		assertThat(GERMAN.count("live.lines", 1_234_567)).isEqualTo("1.234.567 Zeilen");
	}

	@ParameterizedTest
	@CsvSource({ "0, <1s, <1 s", "15, 15s, 15 s", "125, 2m 05s, 2 min 05 s", "3720, 1h 02m, 1 h 02 min" })
	void durationsHaveTwoUnits(long seconds, String english, String german) {
		assertThat(ENGLISH.duration(Duration.ofSeconds(seconds))).isEqualTo(english);
		assertThat(GERMAN.duration(Duration.ofSeconds(seconds))).isEqualTo(german);
	}

	@Test
	void timesAndSizesAreWrittenAsTheReaderDoes() {
		Instant time = Instant.parse("2026-11-24T12:00:00Z");

		assertThat(ENGLISH.time(time)).matches("2026-11-2\\d \\d\\d:\\d\\d \\S+");
		assertThat(GERMAN.time(time)).matches("2\\d\\.11\\.2026, \\d\\d:\\d\\d \\S+");
		assertThat(GERMAN.second(time)).matches("2\\d\\.11\\.2026, \\d\\d:\\d\\d:00 \\S+");
		assertThat(ENGLISH.size(3L << 29)).isEqualTo("1.5 GB");
		assertThat(GERMAN.size(3L << 19)).isEqualTo("1,5 MB");
	}

	@Test
	void whatWasStoredIsSaidInTheLanguageOfTheReader() {
		assertThat(GERMAN.browser("Firefox on Linux")).isEqualTo("Firefox unter Linux");
		assertThat(GERMAN.browser("Unknown browser")).isEqualTo("Unbekannter Browser");
		assertThat(GERMAN.browser("curl")).isEqualTo("curl");
		assertThat(ENGLISH.browser("Firefox on Linux")).isEqualTo("Firefox on Linux");
		assertThat(GERMAN.event("make user ADMIN")).isEqualTo("Zum Administrator gemacht");
		assertThat(GERMAN.event("failed sign-in and more")).isEqualTo("Anmeldung fehlgeschlagen und mehr");
		assertThat(GERMAN.event("failed hook:gitlab")).isEqualTo("Fehlgeschlagen: hook:gitlab");
		assertThat(GERMAN.event("refused delete log")).isEqualTo("Abgelehnt: Löschen des Logs");
		assertThat(ENGLISH.event("refused delete log")).isEqualTo("refused delete log");
		assertThat(GERMAN.event("something new")).isEqualTo("something new");
		assertThat(ENGLISH.event("failed sign-in and more")).isEqualTo("failed sign-in and more");
	}

	@Test
	void aTextAsHtmlEscapesAllButItsCode() {
		assertThat(ENGLISH.html("action.destroy.title", "<b>`x`")).isEqualTo("Destroy &lt;b&gt;`x`?");
	}

}
