package io.strapper.search;

import java.util.Arrays;

/**
 * The number of matches in each block of a log's frozen lines. A block has one line as
 * long as there are at most 16,384 lines, then 2, 4, 8…
 */
final class MatchCounts {

	private static final int BLOCKS = 1 << 14;

	private final int[] counts = new int[BLOCKS];

	/** Lines of a block, as a power of two. */
	private int shift;

	private long lines;

	private long total;

	/** Adds the next line. */
	void add(int matches) {
		while (this.lines >> this.shift >= BLOCKS) {
			for (int block = 0; block < BLOCKS; block++) {
				int first = 2 * block;
				this.counts[block] = (first < BLOCKS) ? this.counts[first] + this.counts[first + 1] : 0;
			}
			this.shift++;
		}
		this.counts[(int) (this.lines >> this.shift)] += matches;
		this.lines++;
		this.total += matches;
	}

	/** How many lines there are. */
	long lines() {
		return this.lines;
	}

	/**
	 * The counts so far.
	 * @param offset how many bytes of the log they cover
	 * @param window the number of matches in each line that is not frozen
	 */
	Snapshot snapshot(long offset, int[] window) {
		int blocks = (int) (this.lines + (1L << this.shift) - 1 >> this.shift);
		long all = this.total + Arrays.stream(window).asLongStream().sum();
		return new Snapshot(offset, this.lines, this.lines + window.length, this.shift,
				Arrays.copyOf(this.counts, blocks), window, all);
	}

	/**
	 * The counts at an offset: by block for frozen lines, by line for the window.
	 */
	record Snapshot(long offset, long frozen, long lineCount, int shift, int[] counts, int[] window, long total) {

		private static final int PARTS = 512;

		/** How many lines a block has. */
		long blockLines() {
			return 1L << this.shift;
		}

		/**
		 * The number of matches in a range of lines that starts at the first line of a
		 * block.
		 */
		long matches(long from, long to) {
			long sum = 0;
			for (long block = from >> this.shift; block < this.counts.length && block << this.shift < to; block++) {
				sum += this.counts[(int) block];
			}
			for (long line = Math.max(from, this.frozen); line < to; line++) {
				sum += this.window[(int) (line - this.frozen)];
			}
			return sum;
		}

		/** The number of matches in each of up to 512 equal parts of the lines. */
		int[] where() {
			int[] where = new int[(int) Math.min(PARTS, this.lineCount)];
			for (int block = 0; block < this.counts.length; block++) {
				where[part((long) block << this.shift, where.length)] += this.counts[block];
			}
			for (int i = 0; i < this.window.length; i++) {
				where[part(this.frozen + i, where.length)] += this.window[i];
			}
			return where;
		}

		private int part(long line, int parts) {
			return (int) (line * parts / this.lineCount);
		}

	}

}
