package io.strapper.terminal;

/**
 * Counts what a terminal does, so that a test can hold it to a bound: one for each cell,
 * run of style or row that is written, moved or encoded.
 */
final class Meter {

	private long count;

	void add(int steps) {
		this.count += steps;
	}

	long count() {
		return this.count;
	}

}
