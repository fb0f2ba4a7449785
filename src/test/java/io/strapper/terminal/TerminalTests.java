package io.strapper.terminal;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TerminalTests {

	@Test
	void noBytesAreNoLines() {
		assertThat(new Screenful().terminal().lineCount()).isZero();
	}

	@Test
	void aLineFeedMakesTheLineBelow() {
		assertThat(Screenful.of("a␊").html()).containsExactly("a", "");
	}

	@Test
	void styleAloneMakesNoLine() {
		assertThat(Screenful.of("␛[31m").terminal().lineCount()).isZero();
	}

	@Test
	void theLineCountNeverFalls() {
		Screenful screen = Screenful.of("a␊b␊c");

		assertThat(screen.write("␛[H␛[J").html()).containsExactly("", "", "");
	}

	@Test
	void keepsAWindowOfAHundredLines() {
		Screenful screen = new Screenful();

		for (int i = 0; i < 250; i++) {
			screen.write("line " + i + "␊");
		}

		assertThat(screen.terminal().lineCount()).isEqualTo(251);
		assertThat(screen.terminal().frozen()).isEqualTo(151);
		assertThat(screen.terminal().line(151).text()).isEqualTo("line 151");
		assertThat(screen.lines()).hasSize(251).element(150).hasToString("line 150");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> screen.terminal().line(150));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> screen.terminal().line(251));
	}

	@Test
	void touchedIsTheLowestLineThatWasWritten() {
		Screenful screen = Screenful.of("a␊b␊c");
		assertThat(screen.terminal().takeTouched()).isZero();
		assertThat(screen.terminal().takeTouched()).isEqualTo(3);

		assertThat(screen.write("␛[A␍b␛[B").terminal().takeTouched()).isEqualTo(1);
		assertThat(screen.write("␛[2K").terminal().takeTouched()).isEqualTo(2);
		assertThat(screen.write("␊␊").terminal().takeTouched()).isEqualTo(3);
		assertThat(screen.write("␛[31m").terminal().takeTouched()).isEqualTo(5);
		assertThat(screen.write("␛[H␛[L").terminal().takeTouched()).isZero();
	}

	@Test
	void aLineIsACopy() {
		Screenful screen = Screenful.of("before");
		Line line = screen.terminal().line(0);

		screen.write("␍after!");

		assertThat(line.text()).isEqualTo("before");
	}

	@Test
	void aLongLineGoesOnInTheNext() {
		List<Line> lines = Screenful.of("x".repeat(40_000) + "␊end").lines();

		assertThat(lines).extracting((line) -> line.text().length()).containsExactly(16_384, 16_384, 7_232, 3);
		assertThat(lines).extracting(Line::continued).containsExactly(false, true, true, false);
	}

	@Test
	void aWideCharacterIsNotCutAtTheEndOfALongLine() {
		List<Line> lines = Screenful.of("x".repeat(16_383) + "日").lines();

		assertThat(lines).extracting((line) -> line.text().length()).containsExactly(16_383, 1);
	}

	@Test
	void noSequenceMakesALineLongerThanThat() {
		String full = "x".repeat(16_384);

		assertThat(Screenful.of(full + "␛[44m␛[1K").lines().get(0).text()).hasSize(16_384);
		assertThat(Screenful.of(full + "␛[44m␛[9@").lines().get(0).text()).hasSize(16_384);
		assertThat(Screenful.of(full + "␍␛[44m␛[9@").lines().get(0).text()).hasSize(16_384);
		assertThat(Screenful.of(full + "␛[44m␛[9X").lines().get(0).text()).hasSize(16_384);
	}

	@Test
	void theCursorMovesOnAScreenOf4096Columns() {
		assertThat(Screenful.of("␛[99999Cx").text()).hasSize(4096);
		assertThat(Screenful.of("␛[99999Gx").text()).hasSize(4096);
		assertThat(Screenful.of("x".repeat(5000) + "␉x␛[9Cy").text()).hasSize(5010);
		assertThat(Screenful.of("␛[99999Ix").text()).hasSize(4096);
		assertThat(Screenful.of("x␛[99999b").text()).hasSize(4097);
	}

}
