package io.strapper.compare;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.strapper.compare.Alignment.Hunk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which lines of two logs are shown. */
class UnifiedTests {

	private static Comparison comparison(int oldLines, int newLines, Hunk... hunks) {
		return new Comparison(List.of(hunks), oldLines, newLines, true, true);
	}

	private static List<String> rows(Comparison comparison, int first) {
		return Unified.of(comparison, first)
			.rows()
			.stream()
			.map((row) -> "%s %s %s %s".formatted(row.kind(), row.oldLine(), row.newLine(), row.count()))
			.toList();
	}

	@Test
	void equalLinesAreFoldedExceptThreeAroundADifference() {
		assertThat(rows(comparison(100, 101, new Hunk(50, 1, 50, 2)), 0)).containsExactly("FOLDED 0 0 47",
				"EQUAL 47 47 1", "EQUAL 48 48 1", "EQUAL 49 49 1", "REMOVED 50 -1 1", "ADDED -1 50 1", "ADDED -1 51 1",
				"EQUAL 51 52 1", "EQUAL 52 53 1", "EQUAL 53 54 1", "FOLDED 54 55 46");
	}

	@Test
	void aFoldStandsForAtLeastTwoLines() {
		assertThat(rows(comparison(7, 5, new Hunk(0, 1, 0, 0), new Hunk(6, 1, 5, 0)), 0)).containsExactly(
				"REMOVED 0 -1 1", "EQUAL 1 0 1", "EQUAL 2 1 1", "EQUAL 3 2 1", "EQUAL 4 3 1", "EQUAL 5 4 1",
				"REMOVED 6 -1 1");
		assertThat(rows(comparison(9, 7, new Hunk(0, 1, 0, 0), new Hunk(8, 1, 7, 0)), 0)).contains("EQUAL 4 3 1")
			.doesNotContain("FOLDED 4 3 1");
		assertThat(rows(comparison(10, 8, new Hunk(0, 1, 0, 0), new Hunk(9, 1, 8, 0)), 0)).contains("FOLDED 4 3 2");
	}

	@Test
	void ofALongDifferenceTheBeginningIsShown() {
		List<String> rows = rows(comparison(1000, 300, new Hunk(0, 1000, 0, 300)), 0);

		assertThat(rows).hasSize(402)
			.contains("REMOVED 199 -1 1", "MORE_REMOVED 200 -1 800", "ADDED -1 199 1", "MORE_ADDED -1 200 100")
			.doesNotContain("REMOVED 200 -1 1");
	}

	@Test
	void partsFollowEachOtherWithoutALossOrARepetition() {
		Hunk[] hunks = IntStream.range(0, 1000).mapToObj((i) -> new Hunk(20 * i, 0, 21 * i, 1)).toArray(Hunk[]::new);
		Comparison comparison = comparison(20_000, 21_000, hunks);
		int lines = 0;
		Integer next = 0;
		while (next != null) {
			Unified part = Unified.of(comparison, next);
			lines += part.rows().stream().filter((row) -> row.newLine() >= 0).mapToInt(Unified.Row::count).sum();
			assertThat(part.rows()).hasSizeLessThan(Unified.MOST_ROWS + 2 * Unified.MOST_OF_HUNK);
			next = part.next();
		}

		assertThat(lines).isEqualTo(21_000);
	}

	@Test
	void logsThatSayTheSameAreOneFold() {
		assertThat(rows(comparison(10, 10), 0)).containsExactly("FOLDED 0 0 10");
		assertThat(rows(comparison(0, 0), 0)).isEmpty();
	}

	@Test
	void everyLineIsRemovedAddedOrEqual() {
		long[] lines = LongStream.range(0, 50).toArray();
		Comparison comparison = Comparison.of(new QuietLog(lines, true),
				new QuietLog(LongStream.range(10, 55).toArray(), true));

		assertThat(List.of(comparison.removed(), comparison.added(), comparison.equal())).containsExactly(10, 5, 40);
	}

}
