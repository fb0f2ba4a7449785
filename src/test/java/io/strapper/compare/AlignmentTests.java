package io.strapper.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import io.strapper.testing.SeededTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines of two logs that belong together. */
class AlignmentTests {

	private static final int MOST = 100_000_000;

	private static long[] lines(String text) {
		return text.chars().asLongStream().toArray();
	}

	private static List<String> hunks(String a, String b) {
		return Alignment.of(lines(a), lines(b), new Budget(MOST))
			.hunks()
			.stream()
			.map((hunk) -> a.substring(hunk.oldLine(), hunk.oldLine() + hunk.removed()) + ">"
					+ b.substring(hunk.newLine(), hunk.newLine() + hunk.added()))
			.toList();
	}

	@Test
	void equalLogsHaveNoDifference() {
		assertThat(hunks("", "")).isEmpty();
		assertThat(hunks("abc", "abc")).isEmpty();
	}

	@Test
	void whatOneLogHasMoreIsOneStretch() {
		assertThat(hunks("", "abc")).containsExactly(">abc");
		assertThat(hunks("abc", "")).containsExactly("abc>");
		assertThat(hunks("abcd", "abXcd")).containsExactly(">X");
		assertThat(hunks("abXcd", "abcdY")).containsExactly("X>", ">Y");
		assertThat(hunks("abc", "xyz")).containsExactly("abc>xyz");
	}

	@Test
	void linesThatStandOnceHoldTogetherWhatStandsOften() {
		assertThat(hunks("--1--2--", "--2--3--")).containsExactly("1-->", ">--3");
	}

	@Test
	void linesInAnotherOrderAreAlignedAsFarAsTheyStandInTheSame() {
		assertThat(hunks("abcdef", "dabcef")).containsExactly(">d", "d>");
	}

	@SeededTest(200)
	void everyAlignmentIsOne(long seed) {
		Random random = new Random(seed);
		long[] a = sequence(random);
		long[] b = sequence(random);

		List<Long> made = new ArrayList<>();
		int line = 0;
		for (Alignment.Hunk hunk : Alignment.of(a, b, new Budget(random.nextInt(3) == 0 ? 20 : MOST)).hunks()) {
			LongStream.of(a).skip(line).limit(hunk.oldLine() - line).forEach(made::add);
			assertThat(made).hasSize(hunk.newLine());
			LongStream.of(b).skip(hunk.newLine()).limit(hunk.added()).forEach(made::add);
			line = hunk.oldLine() + hunk.removed();
		}
		LongStream.of(a).skip(line).forEach(made::add);

		assertThat(made).containsExactly(LongStream.of(b).boxed().toArray(Long[]::new));
	}

	@SeededTest(200)
	void aShortestDifferenceIsFound(long seed) {
		Random random = new Random(seed);
		long[] a = sequence(random);
		long[] b = sequence(random);
		List<Integer> pairs = new ArrayList<>();

		boolean complete = new Myers(a, b, new Budget(MOST), (i, j) -> {
			assertThat(a[i]).isEqualTo(b[j]);
			pairs.add(i);
		}).align();

		assertThat(complete).isTrue();
		assertThat(pairs).doesNotHaveDuplicates().hasSize(common(a, b));
	}

	@SeededTest(200)
	void anIncreasingSubsequenceIsALongestOne(long seed) {
		Random random = new Random(seed);
		int[] numbers = random.ints(0, 1000).distinct().limit(random.nextInt(30)).toArray();

		List<Integer> found = Increasing.longest(numbers);

		assertThat(found).isSorted();
		assertThat(found.stream().map((i) -> numbers[i])).isSorted();
		long[] sorted = LongStream.range(0, 1000).toArray();
		assertThat(found).hasSize(common(Arrays.stream(numbers).asLongStream().toArray(), sorted));
	}

	private static long[] sequence(Random random) {
		int letters = 1 + random.nextInt(8);
		return random.longs(random.nextInt(40), 0, letters).toArray();
	}

	/** The length of a longest common subsequence, by the table of the textbook. */
	private static int common(long[] a, long[] b) {
		int[][] longest = new int[a.length + 1][b.length + 1];
		for (int i = 1; i <= a.length; i++) {
			for (int j = 1; j <= b.length; j++) {
				longest[i][j] = (a[i - 1] == b[j - 1]) ? longest[i - 1][j - 1] + 1
						: Math.max(longest[i - 1][j], longest[i][j - 1]);
			}
		}
		return longest[a.length][b.length];
	}

	@Test
	void logsThatAreTooDifferentEndTheSearch() {
		long[] a = new Random(1).longs(100_000, 0, 10).toArray();
		long[] b = new Random(2).longs(100_000, 0, 10).toArray();

		Alignment alignment = Alignment.of(a, b, new Budget(MOST));

		assertThat(alignment.complete()).isFalse();
		assertThat(alignment.hunks()).hasSizeLessThan(100);
	}

	@Test
	void aHundredThousandLinesAreAlignedAtOnce() {
		long[] a = LongStream.range(0, 100_000).map((line) -> line % 7 == 0 ? -1 : line % 5000).toArray();
		long[] b = LongStream.of(a)
			.filter((line) -> line % 1000 != 3)
			.map((line) -> line % 999 == 2 ? -9 : line)
			.toArray();
		Budget budget = new Budget(20_000_000);

		assertThat(Alignment.of(a, b, budget).complete()).isTrue();
	}

}
