package io.strapper.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.strapper.outline.RealLogs.Mark;
import io.strapper.terminal.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How often the first error of a real log is found. */
class FirstErrorPrecisionTests {

	@Test
	void everyFailedLogIsMarkedAndTheMarkIsThere() {
		List<Mark> marks = RealLogs.failed();

		assertThat(marks).extracting(Mark::name).containsExactlyElementsOf(RealLogs.names("failed"));
		assertThat(marks).allSatisfy((mark) -> {
			Line line = RealLogs.read("failed", mark.name()).get((int) mark.line());
			assertThat(line.text().strip()).startsWith(mark.text().strip());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "develop", "held-out", "fresh", "last", "more", "more-2", "more-3", "more-4", "more-5" })
	void opensNineOfTenFailedRunsAtTheRightLine(String set) {
		List<Mark> marks = RealLogs.failed().stream().filter((mark) -> mark.set().equals(set)).toList();
		int hits = 0;
		StringBuilder table = new StringBuilder();
		for (Mark mark : marks) {
			Optional<Finding> found = RealLogs.firstError("failed", mark.name()).find(true);
			boolean hit = found.map(Finding::line).equals(Optional.of(mark.line()));
			hits += hit ? 1 : 0;
			table.append(String.format("%s %-22s %4d %s%n", hit ? "hit " : "MISS", mark.name(), mark.line(),
					hit ? mark.text() : mark.text() + "\n     found " + found.orElse(null)));
		}

		assertThat(hits).as("%s%n%s", set, table).isGreaterThanOrEqualTo((marks.size() * 9 + 9) / 10);
	}

	@Test
	void findsNoErrorInGoodRuns() {
		List<String> names = RealLogs.names("good");
		List<String> wrong = new ArrayList<>();
		for (String name : names) {
			RealLogs.firstError("good", name).find(false).ifPresent((found) -> wrong.add(name + ": " + found));
		}

		assertThat(wrong).hasSizeLessThanOrEqualTo(names.size() / 50);
	}

}
