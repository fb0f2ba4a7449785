package io.strapper.terminal;

import java.util.Objects;

/**
 * The rows that can still change: the last {@value #HEIGHT} lines at most. A row that
 * leaves at the top is handed out as a frozen line.
 * <p>
 * Row 0 is line {@link #frozen()}. Rows come into being when something reaches them; the
 * rows below are blank.
 */
final class Window {

	static final int HEIGHT = 100;

	private final FrozenLines sink;

	/** A ring that starts at {@code first}. */
	private final Row[] rows = new Row[HEIGHT];

	private int first;

	/** How many of the rows are lines. */
	private int used;

	private long frozen;

	private long touched = Long.MAX_VALUE;

	Window(FrozenLines sink) {
		this.sink = sink;
		for (int y = 0; y < HEIGHT; y++) {
			this.rows[y] = new Row();
		}
	}

	long frozen() {
		return this.frozen;
	}

	long lineCount() {
		return this.frozen + this.used;
	}

	long takeTouched() {
		long lowest = Math.min(this.touched, lineCount());
		this.touched = Long.MAX_VALUE;
		return lowest;
	}

	Line line(long number) {
		Objects.checkIndex(number - this.frozen, this.used);
		return row((int) (number - this.frozen)).toLine();
	}

	Row row(int y) {
		int at = this.first + y;
		return this.rows[(at < HEIGHT) ? at : at - HEIGHT];
	}

	private void row(int y, Row row) {
		int at = this.first + y;
		this.rows[(at < HEIGHT) ? at : at - HEIGHT] = row;
	}

	/** The row, to be changed. */
	Row touch(int y) {
		reach(y);
		touched(y);
		return row(y);
	}

	/** Makes, and so touches, every line down to a row. */
	void reach(int y) {
		if (y >= this.used) {
			touched(this.used);
			this.used = y + 1;
		}
	}

	private void touched(int y) {
		this.touched = Math.min(this.touched, this.frozen + y);
	}

	/**
	 * Moves the rows of a region up. What leaves the window at its top is frozen; what
	 * leaves a region further down is lost.
	 */
	void scrollUp(int top, int bottom, int count, Style style) {
		for (int i = Math.min(count, bottom + 1 - top); i > 0 && this.used > top; i--) {
			if (top > 0) {
				touched(top);
				rotateUp(top, bottom, style);
			}
			else {
				freezeTop();
				if (this.used > bottom + 1) {
					touched(bottom);
				}
				else {
					this.used--;
				}
				if (bottom < HEIGHT - 1) {
					rotateUp(top, bottom, style);
				}
				else {
					row(0).clear(style);
					this.first = (this.first + 1) % HEIGHT;
				}
			}
		}
	}

	private void rotateUp(int top, int bottom, Style style) {
		Row leaving = row(top);
		for (int y = top; y < bottom; y++) {
			row(y, row(y + 1));
		}
		leaving.clear(style);
		row(bottom, leaving);
	}

	/** Moves the rows of a region down: blank ones come in, the last ones are lost. */
	void scrollDown(int top, int bottom, int count, Style style) {
		if (this.used <= top) {
			return;
		}
		touched(top);
		int rows = Math.min(count, bottom + 1 - top);
		for (int i = 0; i < rows; i++) {
			Row leaving = row(bottom);
			for (int y = bottom; y > top; y--) {
				row(y, row(y - 1));
			}
			leaving.clear(style);
			row(top, leaving);
		}
		if (this.used <= bottom) {
			this.used = Math.min(bottom + 1, this.used + rows);
		}
	}

	/** Moves the rows from {@code top} on up within a region, losing the first ones. */
	void deleteRows(int top, int bottom, int count, Style style) {
		touched(top);
		for (int i = Math.min(count, bottom + 1 - top); i > 0; i--) {
			rotateUp(top, bottom, style);
		}
	}

	/** Blanks rows; it makes no lines. */
	void clear(int from, int to, Style style) {
		if (from < this.used) {
			touched(from);
		}
		for (int y = from; y < to; y++) {
			row(y).clear(style);
		}
	}

	/** Freezes every row down to the last that is not blank: a log keeps them. */
	void freezeAll(Style style) {
		int last = this.used - 1;
		while (last >= 0 && row(last).isBlank()) {
			last--;
		}
		scrollUp(0, HEIGHT - 1, last + 1, style);
		clear(0, HEIGHT, style);
	}

	private void freezeTop() {
		this.sink.frozen(this.frozen, row(0).toLine());
		this.frozen++;
	}

	void save(Packer out) {
		out.number(this.frozen);
		out.number(this.used);
		for (int y = 0; y < HEIGHT; y++) {
			row(y).save(out);
		}
	}

	void restore(Unpacker in) {
		this.frozen = in.number();
		this.used = in.integer();
		for (int y = 0; y < HEIGHT; y++) {
			row(y).restore(in);
		}
	}

}
