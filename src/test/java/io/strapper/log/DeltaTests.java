package io.strapper.log;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class DeltaTests {

	@ParameterizedTest(name = "{0}–{1}, touched {2}, {4} lines from {3}, {5} frozen of {6}")
	@CsvSource({ "0, 0, 0, 0, 0, 0, 0", "5, 9, 2, 4, 3, 7, 7", "9, 9, 7, 7, 0, 0, 7" })
	void takesNumbersThatFit(long from, long to, long touched, long firstLine, int lines, long frozen, long count) {
		Delta delta = new Delta(from, to, touched, firstLine, Collections.nCopies(lines, "ab"), frozen, count);

		assertThat(delta.characters()).isEqualTo(2L * lines);
	}

	@ParameterizedTest(name = "{0}–{1}, touched {2}, {4} lines from {3}, {5} frozen of {6}")
	@CsvSource({ "-1, 0, 0, 0, 0, 0, 0, from offset -1", "2, 1, 0, 0, 0, 0, 0, to offset 1",
			"0, 1, -1, 0, 0, 0, 0, touches line -1", "0, 1, 3, 2, 1, 0, 3, touches line 3",
			"0, 1, 0, 0, 2, 0, 3, have 2 lines", "0, 1, 0, 0, 1, 2, 1, 2 cannot be frozen",
			"0, 1, 0, 0, 1, -1, 1, -1 cannot be frozen" })
	void refusesNumbersThatDoNot(long from, long to, long touched, long firstLine, int lines, long frozen, long count,
			String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Delta(from, to, touched, firstLine, Collections.nCopies(lines, "ab"), frozen, count))
			.withMessageContaining(message);
	}

	@Test
	void hasNoLineThatIsNull() {
		assertThatNullPointerException().isThrownBy(() -> new Delta(0, 1, 0, 0, Collections.singletonList(null), 0, 1));
	}

	@Test
	void keepsItsFrozenLinesForAViewThatHasThem() {
		Delta snapshot = new Delta(0, 9, 0, 1, List.of("b", "c"), 2, 3);

		assertThat(snapshot.since(5, 2)).isEqualTo(new Delta(5, 9, 2, 2, List.of("c"), 2, 3));
		assertThat(snapshot.since(5, 100)).isEqualTo(snapshot.since(5, 2));
		assertThat(snapshot.since(0, -1)).isEqualTo(snapshot);
	}

}
