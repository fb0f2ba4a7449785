package io.strapper.terminal;

import java.util.Objects;

/**
 * The {@value #HEIGHT} rows that can still change. Rows that leave at the top go to the
 * {@link Scrollback}. It extends the ring, and has none, since each piece of text asks
 * for its row.
 * <p>
 * Row 0 belongs to line {@link #frozen()}. A row that wrapped at the right margin and the
 * row below it are one line, until something erases the begin of the lower one, or moves
 * the rows apart. The last line is the last one with text: where nothing was printed
 * there are no lines, wherever the cursor stands.
 */
final class Window extends RowRing {

	static final int WIDTH = 160;

	static final int HEIGHT = 100;

	private static final long NOTHING = Long.MAX_VALUE;

	private final Meter meter;

	private final Scrollback scrollback;

	/** The rows from here on were not written since they came into the window. */
	private int used;

	/** How many rows have left the window. */
	private long gone;

	/** The lowest row in the window that was touched, counted from the first of all. */
	private long touchedRow = NOTHING;

	/** The lowest line that was touched and has left the window, wholly or in part. */
	private long touchedLine = NOTHING;

	Window(FrozenLines sink) {
		this(sink, new Meter());
	}

	private Window(FrozenLines sink, Meter meter) {
		super(meter);
		this.meter = meter;
		this.scrollback = new Scrollback(sink, new Row(meter));
	}

	Meter meter() {
		return this.meter;
	}

	/** How many lines were handed out. */
	long frozen() {
		return this.scrollback.frozen();
	}

	/** How many rows have left the window. */
	long gone() {
		return this.gone;
	}

	long lineCount() {
		int height = textHeight();
		return (height > 0 || row(0).isJoined()) ? lineOf(Math.max(0, height - 1)) + 1 : frozen();
	}

	/** How many rows there are down to the last that is not blank. */
	int textHeight() {
		int height = this.used;
		while (height > 0 && row(height - 1).isBlank()) {
			height--;
		}
		return height;
	}

	/** The number of the line that a row belongs to. */
	long lineOf(int row) {
		long line = frozen();
		for (int y = 1; y <= row; y++) {
			line += row(y).isJoined() ? 0 : 1;
		}
		return line;
	}

	long takeTouched() {
		long lowest = this.touchedLine;
		if (this.touchedRow != NOTHING) {
			lowest = Math.min(lowest, lineOf((int) (this.touchedRow - this.gone)));
		}
		this.touchedRow = NOTHING;
		this.touchedLine = NOTHING;
		return (lowest == NOTHING) ? lineCount() : Math.min(lineCount(), behindText(lowest));
	}

	/**
	 * The line behind the last one with text above a line: the blank lines between them
	 * were made together with it, if there was no text below them.
	 */
	private long behindText(long line) {
		long lowest = line;
		long at = frozen();
		for (int y = 0; at < line; at += (++y < HEIGHT && row(y).isJoined()) ? 0 : 1) {
			if (!row(y).isBlank()) {
				lowest = line;
			}
			else if (!row(y).isJoined()) {
				lowest = Math.min(lowest, at);
			}
		}
		return (lowest == frozen() && !row(0).isJoined()) ? lowest - this.scrollback.blank() : lowest;
	}

	/** A line as it is now. */
	Line line(long number) {
		Objects.checkIndex(number - frozen(), lineCount() - frozen());
		int y = 0;
		for (long at = frozen(); at < number; at += row(y).isJoined() ? 0 : 1) {
			y++;
		}
		boolean single = !row(y).isJoined() && (y == HEIGHT - 1 || !row(y + 1).isJoined());
		return single ? row(y).toLine() : joined(y);
	}

	private Line joined(int from) {
		JoinedRows line = row(from).isJoined() ? this.scrollback.begun() : new JoinedRows();
		int y = from;
		do {
			line.append(row(y++));
		}
		while (y < HEIGHT && row(y).isJoined());
		return line.toLine();
	}

	/** The row, to be changed. */
	Row touch(int y) {
		this.used = Math.max(this.used, y + 1);
		touched(y);
		return row(y);
	}

	private void touched(int y) {
		this.touchedRow = Math.min(this.touchedRow, this.gone + y);
	}

	/** Joins a row to the one above it, which has wrapped. */
	void join(int y) {
		touched(y - 1);
		Row above = row(y - 1);
		boolean hasLeft = above.ordinal() >= y;
		row(y).continues(above, hasLeft && this.scrollback.isFull());
	}

	/** Parts a row from the one above it: it begins a line. */
	void part(int y) {
		if (y == HEIGHT || !row(y).continued()) {
			return;
		}
		if (row(y).isJoined() && y == 0) {
			this.touchedLine = Math.min(this.touchedLine, frozen());
			this.scrollback.end();
		}
		touched(Math.max(0, y - 1));
		row(y).begins();
	}

	/** Moves the whole window up by one row. */
	void scrollUp(Style style) {
		Row row = row(0);
		boolean goesOn = row(1).isJoined();
		if (goesOn && !row.isJoined()) {
			leave(row);
			row(0, this.scrollback.hold(row));
		}
		else {
			freeze(row, goesOn);
		}
		if (this.used > 0) {
			this.used--;
		}
		turn(1, style);
	}

	/**
	 * Moves the rows of a region up. What leaves the window at its top is frozen; what
	 * leaves a region further down is lost.
	 */
	void scrollUp(int top, int bottom, int count, Style style) {
		int rows = Math.min(count, bottom + 1 - top);
		part(bottom + 1);
		if (top > 0) {
			deleteRows(top, bottom, rows, style);
			return;
		}
		for (int y = 0; y < rows; y++) {
			freeze(row(y), y + 1 < HEIGHT && row(y + 1).isJoined());
		}
		if (this.used > bottom + 1) {
			touched(bottom + 1 - rows);
		}
		else {
			this.used = Math.max(0, this.used - rows);
		}
		if (bottom < HEIGHT - 1) {
			moveUp(0, bottom, rows, style);
		}
		else {
			turn(rows, style);
		}
	}

	private void leave(Row row) {
		if (this.touchedRow <= this.gone) {
			this.touchedLine = Math.min(this.touchedLine, frozen() - (row.isJoined() ? 0 : this.scrollback.blank()));
			this.touchedRow = NOTHING;
		}
		this.gone++;
	}

	private void freeze(Row row, boolean goesOn) {
		leave(row);
		if (this.scrollback.add(row, goesOn) && textHeight() == 0) {
			this.touchedLine = Math.min(this.touchedLine, frozen() - this.scrollback.blank());
		}
	}

	/** Moves the rows of a region down: blank ones come in, the last ones are lost. */
	void scrollDown(int top, int bottom, int count, Style style) {
		int rows = Math.min(count, bottom + 1 - top);
		part(top);
		part(bottom + 1);
		touched(top);
		moveDown(top, bottom, rows, style);
		if (this.used > top && this.used <= bottom) {
			this.used = Math.min(bottom + 1, this.used + rows);
		}
	}

	/** Moves the rows of a region up from its top on, losing the first ones. */
	void deleteRows(int top, int bottom, int count, Style style) {
		int rows = Math.min(count, bottom + 1 - top);
		part(top);
		if (rows <= bottom - top) {
			part(top + rows);
		}
		part(bottom + 1);
		touched(top);
		moveUp(top, bottom, rows, style);
	}

	/** Blanks rows. */
	void clear(int from, int to, Style style) {
		if (from < this.used) {
			touched(from);
		}
		part(to);
		for (int y = from; y < to; y++) {
			part(y);
			blank(y, style);
		}
	}

	/** Freezes every row down to the last that is not blank: a log keeps them. */
	void freezeAll(Style style) {
		int height = textHeight();
		if (height > 0) {
			scrollUp(0, HEIGHT - 1, height, style);
		}
		clear(0, HEIGHT, style);
		this.used = 0;
	}

	void save(Packer out) {
		out.number(frozen());
		out.number(this.scrollback.blank());
		out.number(this.gone);
		out.number(this.used);
		this.scrollback.save(out);
		for (int y = 0; y < HEIGHT; y++) {
			row(y).save(out);
		}
	}

	void restore(Unpacker in) {
		long frozen = in.number();
		long blank = in.number();
		this.gone = in.number();
		this.used = in.integer();
		this.scrollback.restore(frozen, blank, in);
		for (int y = 0; y < HEIGHT; y++) {
			row(y).restore(in);
		}
	}

}
