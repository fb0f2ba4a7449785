package io.strapper.live;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UsualTests {

	private static List<Duration> millis(long... millis) {
		return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
	}

	@Test
	void claimsNothingWithFewerThanThreeRuns() {
		assertThat(RunView.Usual.of(millis())).isEmpty();
		assertThat(RunView.Usual.of(millis(1, 2))).isEmpty();
	}

	@Test
	void takesTheMedianAndTheNinetiethPercentile() {
		assertThat(RunView.Usual.of(millis(9, 1, 5))).contains(new RunView.Usual(5, 9));
		assertThat(RunView.Usual.of(millis(4, 2, 8, 6))).contains(new RunView.Usual(5, 8));
		assertThat(RunView.Usual.of(millis(10, 20, 30, 40, 50, 60, 70, 80, 90, 1000)))
			.contains(new RunView.Usual(55, 90));
	}

}
