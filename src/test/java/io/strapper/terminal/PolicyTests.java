package io.strapper.terminal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log keeps what was printed, where a terminal would destroy it.
 */
class PolicyTests {

	@Test
	void erasingTheWholeDisplayKeepsWhatItShowed() {
		Screenful screen = Screenful.of("a␊b␛[H␛[2Jc");

		assertThat(screen.text()).isEqualTo("a␤b␤c");
		assertThat(screen.terminal().frozen()).isEqualTo(2);
	}

	@Test
	void erasingTheWholeDisplayOfBlankLinesFreezesNothing() {
		assertThat(Screenful.of("␊␊␛[2J␛[2J").terminal().frozen()).isZero();
	}

	@Test
	void erasingTheScrollbackDoesNothing() {
		assertThat(Screenful.of("a␊b␛[3Jc").text()).isEqualTo("a␤bc");
	}

	@Test
	void aResetKeepsWhatTheScreenShowed() {
		Screenful screen = Screenful.of("a␊␛[31mb␛c" + "c");

		assertThat(screen.markup()).isEqualTo("a␤<span class=\"fg1\">b</span>␤c");
	}

	@Test
	void theAlternateScreenIsPartOfTheLog() {
		assertThat(Screenful.of("a␊b␛[?1049hfull␊screen␛[?1049lc").text()).isEqualTo("a␤b␤full␤screen␤c");
		assertThat(Screenful.of("a␊b␛[?47hfull␛[?47lc").text()).isEqualTo("a␤b␤full␤c");
	}

	@Test
	void leavingAnAlternateScreenThatWasNotEnteredDoesNothing() {
		assertThat(Screenful.of("a␊b␛[?1049lc").text()).isEqualTo("a␤bc");
	}

	@Test
	void theAlignmentPatternDoesNothing() {
		assertThat(Screenful.of("a␛#8b").text()).isEqualTo("ab");
	}

	@Test
	void erasingBelowTheHomePositionStaysFaithful() {
		assertThat(Screenful.of("frame 1␊more␛[H␛[Jframe 2").text()).isEqualTo("frame 2");
	}

	@Test
	void controlsOfTheDirectionOfWritingAreVisible() {
		assertThat(Screenful.of("a\u202Eb\u2066c\u200Fd\u061Ce").text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
	}

}
