package io.strapper.load;

import org.HdrHistogram.Histogram;

/** What the viewers of one run saw together. Not thread-safe. */
final class Tally {

	/**
	 * Nanoseconds from before the write of a line to its being read, by viewer and line.
	 */
	private final Histogram delays = new Histogram(3);

	private long missed;

	private long messages;

	private long bytes;

	void line(long delay) {
		this.delays.recordValue(Math.max(0, delay));
	}

	void missed(long lines) {
		this.missed += lines;
	}

	void message(long bytes) {
		this.messages++;
		this.bytes += bytes;
	}

	long lines() {
		return this.delays.getTotalCount();
	}

	/** Lines that a viewer did not get, though it got later ones or the run is over. */
	long missed() {
		return this.missed;
	}

	long messages() {
		return this.messages;
	}

	long bytes() {
		return this.bytes;
	}

	/** So many of a hundred lines were read within so many milliseconds. */
	double millis(double percentile) {
		return this.delays.getValueAtPercentile(percentile) / 1e6;
	}

}
