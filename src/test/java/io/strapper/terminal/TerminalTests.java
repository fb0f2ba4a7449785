package io.strapper.terminal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TerminalTests {

	@Test
	void noBytesAreNoLines() {
		assertThat(new Screenful().terminal().lineCount()).isZero();
	}

	@Test
	void theLastLineIsTheLastOneWithText() {
		assertThat(Screenful.of("a␊").html()).containsExactly("a");
		assertThat(Screenful.of("a␊␊  ␊").html()).containsExactly("a");
		assertThat(Screenful.of("a␊␊b").html()).containsExactly("a", "", "b");
		assertThat(Screenful.of("a␊␛[7m ").html()).containsExactly("a", "<span class=\"inv\"> </span>");
	}

	@Test
	void movingTheCursorMakesNoLines() {
		assertThat(Screenful.of("a␛7␛[999;999H␛[6n␛8b").html()).containsExactly("ab");
		assertThat(Screenful.of("a␊␛[99B␛[50d␛[10E").html()).containsExactly("a");
		assertThat(Screenful.of("␛[100;1H␛[S").html()).isEmpty();
	}

	@Test
	void aBarAtTheBottomLeavesNoBlankLines() {
		Screenful screen = Screenful.of("a␊␛[1;99r␛[100;1Hbar␛[2H");
		assertThat(screen.terminal().lineCount()).isEqualTo(100);

		assertThat(screen.write("b␊␛[100;1H␛[K␛[r␛[3H").html()).containsExactly("a", "b");
	}

	@Test
	void styleAloneMakesNoLine() {
		assertThat(Screenful.of("␛[31m").terminal().lineCount()).isZero();
	}

	@Test
	void linesThatAreErasedAtTheEndAreNone() {
		Screenful screen = Screenful.of("a␊b␊c");

		assertThat(screen.write("␛[A␍␛[J").html()).containsExactly("a");
	}

	@Test
	void keepsAWindowOfAHundredLines() {
		Screenful screen = new Screenful();

		for (int i = 0; i < 250; i++) {
			screen.write("line " + i + "␊");
		}

		assertThat(screen.terminal().lineCount()).isEqualTo(250);
		assertThat(screen.terminal().frozen()).isEqualTo(151);
		assertThat(screen.terminal().line(151).text()).isEqualTo("line 151");
		assertThat(screen.lines()).hasSize(250).element(150).hasToString("line 150");
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> screen.terminal().line(150));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> screen.terminal().line(250));
	}

	@Test
	void touchedIsTheLowestLineThatWasWritten() {
		Screenful screen = Screenful.of("a␊b␊c");
		assertThat(screen.terminal().takeTouched()).isZero();
		assertThat(screen.terminal().takeTouched()).isEqualTo(3);

		assertThat(screen.write("␛[A␍b␛[B").terminal().takeTouched()).isEqualTo(1);
		assertThat(screen.write("␛[2K").terminal().takeTouched()).isEqualTo(2);
		assertThat(screen.write("␊␊").terminal().takeTouched()).isEqualTo(2);
		assertThat(screen.write("d").terminal().takeTouched()).isEqualTo(2);
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

}
