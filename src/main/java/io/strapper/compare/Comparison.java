package io.strapper.compare;

import java.util.List;

import io.strapper.compare.Alignment.Hunk;

/**
 * How the logs of two runs differ.
 *
 * @param hunks the stretches in which they differ, in order
 * @param oldLines how many lines of the older log count
 * @param newLines how many lines of the newer log count
 * @param whole whether all lines of both count
 * @param aligned false if they are too different to align: lines that belong together may
 * stand apart
 */
record Comparison(List<Hunk> hunks, int oldLines, int newLines, boolean whole, boolean aligned) {

	/** Steps of an alignment: a second or two. */
	private static final long MOST_STEPS = 50_000_000;

	static Comparison of(QuietLog older, QuietLog newer) {
		Alignment alignment = Alignment.of(older.lines(), newer.lines(), new Budget(MOST_STEPS));
		return new Comparison(alignment.hunks(), older.lines().length, newer.lines().length,
				older.whole() && newer.whole(), alignment.complete());
	}

	/** How many lines only the older log has. */
	int removed() {
		return this.hunks.stream().mapToInt(Hunk::removed).sum();
	}

	/** How many lines only the newer log has. */
	int added() {
		return this.hunks.stream().mapToInt(Hunk::added).sum();
	}

	/** How many lines both have. */
	int equal() {
		return this.newLines - added();
	}

}
