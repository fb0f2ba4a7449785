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
	void homeAndEraseBelowKeepsTextTheFirstTime() {
		assertThat(Screenful.of("banner␊text␛[H␛[Jframe").text()).isEqualTo("banner␤text␤frame");
		assertThat(Screenful.of("banner␊text␛[1;1H␛[0Jframe").text()).isEqualTo("banner␤text␤frame");
	}

	@Test
	void framesThatAToolDrawsAgainLeaveOne() {
		StringBuilder log = new StringBuilder("banner␊");
		for (int i = 0; i < 200; i++) {
			log.append("␛[H␛[Jframe ").append(i).append("␊two␊three␊");
		}

		assertThat(Screenful.of(log.toString()).text()).isEqualTo("banner␤frame 199␤two␤three");
	}

	@Test
	void textBelowTheFramesIsKept() {
		String frames = "␛[H␛[Jframe 1␛[H␛[Jframe 2␊".repeat(9);
		String text = "text␊".repeat(40);

		assertThat(Screenful.of("a␊" + frames + text + frames).text().split("␤")).hasSize(1 + 1 + 40 + 1);
	}

	@Test
	void textThatScrolledIsNoFrame() {
		assertThat(Screenful.of("a␊␛[H␛[J" + "text␊".repeat(120) + "␛[H␛[Jframe").text().split("␤"))
			.hasSize(1 + 120 + 1);
	}

	@Test
	void erasingBelowElsewhereStaysFaithful() {
		assertThat(Screenful.of("a␊frame␛[2H␛[Jb").text()).isEqualTo("a␤b");
		assertThat(Screenful.of("frame␊more␛[9A␍␛[Jb").text()).isEqualTo("b");
	}

	@Test
	void controlsOfTheDirectionOfWritingAreVisible() {
		assertThat(Screenful.of("a\u202Eb\u2066c\u200Fd\u061Ce").text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
	}

}
