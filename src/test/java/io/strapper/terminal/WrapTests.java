package io.strapper.terminal;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows wrap at the width that a process is told, and the rows of a line are one line.
 */
class WrapTests {

	private static final String ROW = "x".repeat(Window.WIDTH);

	@Test
	void theRowsOfALineAreOneLine() {
		assertThat(Screenful.of(ROW + ROW + "end␊next").text()).isEqualTo(ROW + ROW + "end␤next");
	}

	@Test
	void aLineThatFillsItsRowsDoesNotWrap() {
		assertThat(Screenful.of(ROW + "␊next").text()).isEqualTo(ROW + "␤next");
		assertThat(Screenful.of(ROW + "␍y").text()).isEqualTo("y" + ROW.substring(1));
	}

	@Test
	void toolsThatCountRowsFindTheirs() {
		assertThat(Screenful.of("kept␊" + ROW + "tail␊␛[2A␛[Jframe").text()).isEqualTo("kept␤frame");
		assertThat(Screenful.of("kept␊" + ROW + "tail␛[2K␛[A␛[2K␛[Gframe").text()).isEqualTo("kept␤frame");
	}

	@Test
	void aLineStaysOneWhenItsFirstRowsHaveLeft() {
		Screenful screen = Screenful.of(ROW + ROW + "end" + "␊next".repeat(98));

		assertThat(screen.terminal().frozen()).isZero();
		assertThat(screen.terminal().line(0)).hasToString(ROW + ROW + "end");
		assertThat(screen.write("␊next").terminal().frozen()).isZero();
		assertThat(screen.write("␊next").terminal().frozen()).isEqualTo(1);
		assertThat(screen.lines().get(0)).hasToString(ROW + ROW + "end");
	}

	@Test
	void stylesGoOnAcrossTheMargin() {
		assertThat(Screenful.of("␛[31m" + ROW + "red␛[m.").markup())
			.isEqualTo("<span class=\"fg1\">" + ROW + "red</span>.");
	}

	@Test
	void aRowThatWasShortenedKeepsItsWidth() {
		assertThat(Screenful.of(ROW + "end␛[A␛[3G␛[K").text()).isEqualTo("xx" + " ".repeat(158) + "end");
	}

	@Test
	void aWideCharacterThatDoesNotFitLeavesNoGap() {
		assertThat(Screenful.of(ROW.substring(1) + "日本").text()).isEqualTo(ROW.substring(1) + "日本");
	}

	@Test
	void whatErasesTheBeginOfARowPartsIt() {
		assertThat(Screenful.of(ROW + "end␛[2K␛[Gnew").text()).isEqualTo(ROW + "␤new");
		assertThat(Screenful.of(ROW + "end␛[A␊new").text()).isEqualTo(ROW + "␤new");
		assertThat(Screenful.of(ROW + "end␛[Lnew").text()).isEqualTo(ROW + "␤new␤end");
		assertThat(Screenful.of(ROW + "end␛[A␛[M").text()).isEqualTo("end");
	}

	@Test
	void aLineIsPartedWhereItHasLeftTheWindow() {
		Screenful screen = Screenful.of(ROW + "end" + "␊next".repeat(99));
		assertThat(screen.terminal().frozen()).isZero();

		assertThat(screen.write("␛[H␛[2Knew").lines()).extracting(Line::text).startsWith(ROW, "new", "next");
		assertThat(screen.terminal().frozen()).isEqualTo(1);
	}

	@Test
	void aLineOfManyRowsIsOne() {
		String text = "x".repeat(16_380) + "needle" + "x".repeat(40_000);

		assertThat(Screenful.of(text + "␊end").lines()).extracting(Line::text).containsExactly(text, "end");
		assertThat(Screenful.of(text + "␊end" + "␊".repeat(200)).lines().get(0)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(ints = { 70_000, 200_000, 2_000_000 })
	void aVeryLongLineIsOne(int length) {
		String text = "0123456789".repeat(length / 10);

		assertThat(Screenful.of(text + "␊end").lines()).extracting(Line::text).containsExactly(text, "end");
	}

	@Test
	void whatIsShownOfAVeryLongLineIsCutBetweenCharactersAndAddresses() {
		String begin = "x".repeat(65_000) + "日".repeat(178);
		String cut = "<span class=\"cut\"></span>";

		assertThat(Screenful.of(begin + "日").markup()).isEqualTo(begin + cut);
		assertThat(Screenful.of(begin.substring(4) + "日").markup()).doesNotContain(cut);
		assertThat(Screenful.of(begin.substring(100) + " http://e.com/" + "y".repeat(90_000)).markup())
			.doesNotContain("<a");
		assertThat(Screenful.of("␛[31m" + begin + "xx␛[32mgreen").markup()).endsWith("日xx</span>" + cut)
			.doesNotContain("fg2");
	}

	@Test
	void aLineWithoutAnEndGoesOnInAFurtherOne() {
		List<Line> lines = Screenful.of("x".repeat(5_000_000) + "␊end").lines();

		assertThat(lines).extracting((line) -> line.text().length()).containsExactly(2_113_120, 2_113_120, 773_760, 3);
		assertThat(lines).extracting(Line::continued).containsExactly(false, true, true, false);
	}

	@Test
	void theLineIsTouchedWhereItGoesOn() {
		Screenful screen = Screenful.of("a␊" + ROW);
		screen.terminal().takeTouched();

		assertThat(screen.write("x").terminal().takeTouched()).isEqualTo(1);
		assertThat(screen.write("␛[2K").terminal().takeTouched()).isEqualTo(1);
	}

	@Test
	void withoutAutowrapTheLastColumnIsOverwritten() {
		assertThat(Screenful.of("␛[?7l" + ROW + "yz␛[?7h").text()).isEqualTo(ROW.substring(1) + "z");
		assertThat(Screenful.of("␛[?7l" + ROW + "日").text()).isEqualTo(ROW.substring(2) + "日");
	}

	@Test
	void theCursorMovesOnAScreenOf160Columns() {
		assertThat(Screenful.of("␛[99999Cx").text()).hasSize(160);
		assertThat(Screenful.of("␛[99999Gx").text()).hasSize(160);
		assertThat(Screenful.of("␛[99999Ix").text()).hasSize(160);
		assertThat(Screenful.of(ROW + "␈y").text()).isEqualTo(ROW.substring(2) + "yx");
		assertThat(Screenful.of(ROW + "␛[Dy").text()).isEqualTo(ROW.substring(2) + "yx");
	}

	@Test
	void progressThatIsLongerThanARowIsRewrittenByCarriageReturn() {
		StringBuilder log = new StringBuilder("before␊");
		for (int i = 10; i < 60; i++) {
			log.append('␍').append(i).append(ROW).append(i);
		}

		assertThat(Screenful.of(log + "␊after").text()).isEqualTo("before␤59" + ROW + "59␤after");
		assertThat(Screenful.of(log + "␍done␛[K␊after").text()).isEqualTo("before␤done␤after");
		assertThat(Screenful.of(log + "␍␛[2Kdone␊after").text()).isEqualTo("before␤done␤after");
		assertThat(Screenful.of(log + "␍done␊after").text()).startsWith("before␤donexxx").endsWith("59␤after");
	}

	@Test
	void whoCountsRowsMayReturnTheCarriageToo() {
		assertThat(Screenful.of("kept␊" + ROW + "tail␍␛[A␛[Jframe").text()).isEqualTo("kept␤frame");
		assertThat(Screenful.of("kept␊" + ROW + "tail␍␊next").text()).isEqualTo("kept␤" + ROW + "tail␤next");
	}

	@Test
	void repeatingStopsAtTheWidthOfARow() {
		assertThat(Screenful.of("x␛[99999b").text()).hasSize(161);
		assertThat(Screenful.of("ab␍␛[4hx␛[3b").text()).isEqualTo("xxxxab");
		assertThat(Screenful.of("ab␍␛[4h日␛[2b").text()).isEqualTo("日日日ab");
	}

}
