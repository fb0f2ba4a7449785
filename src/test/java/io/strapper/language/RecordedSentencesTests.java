package io.strapper.language;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordedSentencesTests {

	static Stream<Map.Entry<String, String>> sentences() {
		return Language.ENGLISH.texts()
			.entrySet()
			.stream()
			.filter((text) -> text.getKey().matches("(live\\.)?said\\..*"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sentences")
	void eachIsSaidInGermanWithWhatStandsInIt(Map.Entry<String, String> sentence) {
		String english = Pattern.compile("\\{([0-9])}").matcher(sentence.getValue()).replaceAll("x$1x");

		assertThat(Language.GERMAN.recorded(english)).contains(
				Pattern.compile("\\{([0-9])}").matcher(Language.GERMAN.text(sentence.getKey())).replaceAll("x$1x"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '§',
			textBlock = """
					The run exceeded its timeout of 30m.                   | Der Lauf hat sein Zeitlimit von 30m überschritten.
					app.yml, line 3: 'x' is set twice. Remove one.         | app.yml, Zeile 3: „x“ ist doppelt gesetzt. Entfernen Sie eines davon.
					The receiver answered 410: it wants no more notices.   | Der Empfänger hat mit 410 geantwortet: Er will keine Benachrichtigungen mehr.
					""")
	void theSentenceWithMostOfTheWordsIsTheOne(String english, String german) {
		assertThat(Language.GERMAN.recorded(english)).contains(german);
	}

	@Test
	void otherTextStaysAsItIs() {
		Texts german = new Texts(Language.GERMAN);

		assertThat(Language.GERMAN.recorded("Something else.")).isEmpty();
		assertThat(german.recorded("Something else.")).isEqualTo("Something else.");
		assertThat(german.recordedIn("Something else.")).isEqualTo("en");
		assertThat(german.recordedIn("The run exceeded its timeout of 30m.")).isNull();
		assertThat(german.recorded(null)).isNull();
		assertThat(Language.ENGLISH.recorded("The run exceeded its timeout of 30m.")).isEmpty();
	}

	@Test
	void whatStrangersNestIsSaidOnlySoDeep() {
		String nested = "Secret x: ".repeat(100_000) + "The run exceeded its timeout of 30m.";

		assertThat(Language.GERMAN.recorded(nested)).hasValueSatisfying((said) -> assertThat(said).endsWith("30m."));
		assertThat(Sentence.of("problem.token.app", nested).in(Language.GERMAN)).contains("Secret x: Secret x: ");
	}

	@Test
	void aStrangersTextIsNoPattern() {
		String prompt = "The run is waiting for input, but nobody is at its terminal: “$1 {0} \\E.*”.";

		assertThat(Language.GERMAN.recorded(prompt))
			.contains("Der Lauf wartet auf eine Eingabe, aber niemand sitzt an seinem Terminal: „$1 {0} \\E.*“.");
	}

}
