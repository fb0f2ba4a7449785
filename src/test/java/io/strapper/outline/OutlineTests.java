package io.strapper.outline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutlineTests {

	@ParameterizedTest(name = "depth {0}, lines {1} to {2}")
	@CsvSource({ "-1, 0, 0", "0, -1, 0", "0, 2, 1" })
	void refusesWhatNoGroupCanBe(int depth, long firstLine, long lastLine) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Group("Build", depth, firstLine, lastLine, true, Group.State.ENDED))
			.withMessageContaining("from line %d to line %d", firstLine, lastLine);
	}

	@Test
	void noFindingStandsBeforeTheFirstLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Finding(-1, "error: x"))
			.withMessageContaining("not from -1");
	}

}
