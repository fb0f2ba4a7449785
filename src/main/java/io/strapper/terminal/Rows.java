package io.strapper.terminal;

/** The rows of the window, from its top: a ring, so that all move up in one step. */
final class Rows {

	private final Row[] ring = new Row[Window.HEIGHT];

	private int first;

	Rows(Meter meter) {
		for (int y = 0; y < Window.HEIGHT; y++) {
			this.ring[y] = new Row(meter);
		}
	}

	Row get(int y) {
		return this.ring[at(y)];
	}

	void set(int y, Row row) {
		this.ring[at(y)] = row;
	}

	private int at(int y) {
		int at = this.first + y;
		return (at < Window.HEIGHT) ? at : at - Window.HEIGHT;
	}

	/** Moves all rows up by one: what was the first is the last. */
	void advance() {
		this.first = (this.first < Window.HEIGHT - 1) ? this.first + 1 : 0;
	}

	/** Moves the rows of a region up: its first ones come to its end. */
	void moveUp(int top, int bottom, int count) {
		Row[] leaving = new Row[count];
		for (int i = 0; i < count; i++) {
			leaving[i] = get(top + i);
		}
		for (int y = top; y + count <= bottom; y++) {
			set(y, get(y + count));
		}
		for (int i = 0; i < count; i++) {
			set(bottom + 1 - count + i, leaving[i]);
		}
	}

	/** Moves the rows of a region down: its last ones come to its top. */
	void moveDown(int top, int bottom, int count) {
		moveUp(top, bottom, bottom + 1 - top - count);
	}

}
