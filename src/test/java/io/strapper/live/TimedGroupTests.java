package io.strapper.live;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Groups held against the same ones in earlier runs. */
class TimedGroupTests {

	private static TimedGroup group(String name, int depth, @Nullable Long took) {
		return new TimedGroup(name, depth, 0, 0, took, "ended", true, null, false);
	}

	private static List<Map<String, Long>> earlier(long... took) {
		return Stream.iterate(0, (i) -> i < took.length, (i) -> i + 1)
			.map((i) -> TimedGroup.durations(List.of(group("Build", 0, took[i]))))
			.toList();
	}

	private static TimedGroup against(long took, long... earlier) {
		return TimedGroup.against(earlier(earlier), List.of(group("Build", 0, took))).get(0);
	}

	@Test
	void claimsNothingWithFewerThanThreeGoodRuns() {
		assertThat(against(90_000, 10, 10)).isEqualTo(group("Build", 0, 90_000L));
	}

	@Test
	void isSlowBeyondNineOfTenByAtLeastASecond() {
		assertThat(against(3000, 1000, 2000, 3000)).matches((group) -> group.usualMs() == 2000 && !group.slow());
		assertThat(against(3001, 1000, 2000, 3000)).matches(TimedGroup::slow);
		assertThat(against(900, 10, 10, 10)).matches((group) -> group.usualMs() == 10 && !group.slow());
	}

	@Test
	void findsTheSameGroupByItsPlace() {
		List<TimedGroup> groups = List.of(group("A", 0, 1L), group("Test", 1, 2L), group("Test", 1, 3L),
				group("B", 0, 4L), group("Test", 1, 5L), group("A", 0, null));
		Map<String, Long> durations = TimedGroup.durations(groups);

		assertThat(durations).hasSize(5).containsValues(1L, 2L, 3L, 4L, 5L);
		assertThat(TimedGroup.against(Collections.nCopies(3, durations), groups)).extracting(TimedGroup::usualMs)
			.containsExactly(1L, 2L, 3L, 4L, 5L, null);
		assertThat(
				TimedGroup.against(Collections.nCopies(3, durations), List.of(group("Test", 0, 9L))).get(0).usualMs())
			.isNull();
	}

}
