package io.strapper.terminal;

/**
 * Counts the work of a terminal, so that tests can bound its cost: one step for each
 * cell, run of style or row that is written or moved. Printing a byte of text and
 * encoding a line once, as it leaves the window, are not counted: their cost is linear in
 * any case.
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
