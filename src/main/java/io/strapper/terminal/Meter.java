package io.strapper.terminal;

/**
 * Counts what a terminal does, so that a test can hold it to a bound: one for each cell,
 * run of style or row that is written or moved. Text that is printed as it came, and what
 * is encoded once as it leaves the window, need no count.
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
