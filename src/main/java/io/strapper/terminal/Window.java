package io.strapper.terminal;

import java.util.Objects;

/**
 * The {@value #HEIGHT} rows that can still change. A row that leaves at the top joins the
 * rows of its line that left before it; when the line's last row has left, the line is
 * handed out as frozen.
 * <p>
 * Row 0 belongs to line {@link #frozen()}. A row that wrapped at the right margin and the
 * row below it are one line, until something erases the begin of the lower one, or moves
 * the rows apart. The last line is the last one with text: where nothing was printed
 * there are no lines, wherever the cursor stands.
 */
final class Window {

	static final int WIDTH = 160;

	static final int HEIGHT = 100;

	private static final long NOTHING = Long.MAX_VALUE;

	private final FrozenLines sink;

	private final Meter meter = new Meter();

	/** A ring that starts at {@code first}. */
	private final Row[] rows = new Row[HEIGHT];

	private int first;

	/** The rows from here on were not written since they came into the window. */
	private int used;

	/** How many rows have left the window. */
	private long gone;

	/** A row for the place of one that is held; or the held one itself. */
	private Row spare = new Row(this.meter);

	/**
	 * The first row of the line that row 0 belongs to has left and is held as it is: most
	 * long lines have two rows, and these are joined without a copy in between.
	 */
	private boolean held;

	/** What else has left the window of the line that row 0 belongs to. */
	private final JoinedRows head = new JoinedRows();

	private long frozen;

	/** How many of the frozen lines at their end are blank. */
	private long blank;

	/** The lowest row in the window that was touched, counted from the first of all. */
	private long touchedRow = NOTHING;

	/** The lowest line that was touched and has left the window, wholly or in part. */
	private long touchedLine = NOTHING;

	Window(FrozenLines sink) {
		this.sink = sink;
		for (int y = 0; y < HEIGHT; y++) {
			this.rows[y] = new Row(this.meter);
		}
	}

	Meter meter() {
		return this.meter;
	}

	long frozen() {
		return this.frozen;
	}

	/** How many rows have left the window. */
	long gone() {
		return this.gone;
	}

	long lineCount() {
		int height = textHeight();
		return (height > 0 || row(0).isJoined()) ? lineOf(Math.max(0, height - 1)) + 1 : this.frozen;
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
		long line = this.frozen;
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
	 * came into being with it, if there was no text below them.
	 */
	private long behindText(long line) {
		long lowest = line;
		long at = this.frozen;
		for (int y = 0; at < line; at += (++y < HEIGHT && row(y).isJoined()) ? 0 : 1) {
			if (!row(y).isBlank()) {
				lowest = line;
			}
			else if (!row(y).isJoined()) {
				lowest = Math.min(lowest, at);
			}
		}
		return (lowest == this.frozen && !row(0).isJoined()) ? lowest - this.blank : lowest;
	}

	/** A line as it is now. */
	Line line(long number) {
		Objects.checkIndex(number - this.frozen, lineCount() - this.frozen);
		int y = 0;
		for (long at = this.frozen; at < number; at += row(y).isJoined() ? 0 : 1) {
			y++;
		}
		boolean single = !row(y).isJoined() && (y == HEIGHT - 1 || !row(y + 1).isJoined());
		return single ? row(y).toLine() : joined(y);
	}

	private Line joined(int from) {
		JoinedRows line = row(from).isJoined() ? this.head.copy() : new JoinedRows();
		if (row(from).isJoined() && this.held) {
			line.append(this.spare);
		}
		int y = from;
		do {
			line.append(row(y++));
		}
		while (y < HEIGHT && row(y).isJoined());
		return line.toLine();
	}

	Row row(int y) {
		int at = this.first + y;
		return this.rows[(at < HEIGHT) ? at : at - HEIGHT];
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

	/** A row goes on from the one above it, which has wrapped. */
	void join(int y) {
		touched(y - 1);
		Row above = row(y - 1);
		boolean hasLeft = above.ordinal() >= y;
		row(y).continues(above, hasLeft && this.head.isFull());
	}

	/** A row goes on from the one above it no longer. */
	void part(int y) {
		if (y == HEIGHT || !row(y).continued()) {
			return;
		}
		if (row(y).isJoined() && y == 0) {
			this.touchedLine = Math.min(this.touchedLine, this.frozen);
			freezeHead();
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
			row(0, this.spare);
			this.spare = row;
			this.held = true;
		}
		else {
			freeze(row, goesOn);
		}
		if (this.used > 0) {
			this.used--;
		}
		blank(row(0), style);
		this.first = (this.first < HEIGHT - 1) ? this.first + 1 : 0;
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
			for (int y = 0; y < rows; y++) {
				blank(row(y), style);
			}
			this.first = (this.first + rows) % HEIGHT;
		}
	}

	private void leave(Row row) {
		if (this.touchedRow <= this.gone) {
			this.touchedLine = Math.min(this.touchedLine, this.frozen - (row.isJoined() ? 0 : this.blank));
			this.touchedRow = NOTHING;
		}
		this.gone++;
	}

	private void freeze(Row row, boolean goesOn) {
		leave(row);
		if (!goesOn && !row.isJoined()) {
			freeze(row.toLine(), row.isBlank());
		}
		else if (this.held && !goesOn && this.spare.length() == WIDTH && this.spare.isText() && row.isText()) {
			freeze(this.spare.toLine(row), false);
			this.held = false;
			this.spare.clear(Style.DEFAULT);
		}
		else {
			appendHeld();
			this.head.append(row);
			if (!goesOn) {
				freezeHead();
			}
		}
	}

	private void appendHeld() {
		if (this.held) {
			this.head.append(this.spare);
			this.held = false;
			this.spare.clear(Style.DEFAULT);
		}
	}

	private void freezeHead() {
		appendHeld();
		freeze(this.head.toLine(), false);
		this.head.clear();
	}

	private void freeze(Line line, boolean isBlank) {
		if (isBlank && textHeight() == 0) {
			this.touchedLine = Math.min(this.touchedLine, this.frozen - this.blank);
		}
		this.sink.frozen(this.frozen, line);
		this.frozen++;
		this.blank = isBlank ? this.blank + 1 : 0;
	}

	private void blank(Row row, Style style) {
		row.clear(style);
		row.begins();
		this.meter.add(1);
	}

	/** Moves the rows behind the first ones of a region to its top; blank ones follow. */
	private void moveUp(int top, int bottom, int count, Style style) {
		Row[] leaving = new Row[count];
		for (int i = 0; i < count; i++) {
			leaving[i] = row(top + i);
			blank(leaving[i], style);
		}
		for (int y = top; y + count <= bottom; y++) {
			row(y, row(y + count));
		}
		for (int i = 0; i < count; i++) {
			row(bottom + 1 - count + i, leaving[i]);
		}
		this.meter.add(bottom + 1 - top);
	}

	private void row(int y, Row row) {
		int at = this.first + y;
		this.rows[(at < HEIGHT) ? at : at - HEIGHT] = row;
	}

	/** Moves the rows of a region down: blank ones come in, the last ones are lost. */
	void scrollDown(int top, int bottom, int count, Style style) {
		int rows = Math.min(count, bottom + 1 - top);
		part(top);
		part(bottom + 1);
		touched(top);
		Row[] leaving = new Row[rows];
		for (int i = 0; i < rows; i++) {
			leaving[i] = row(bottom - i);
			blank(leaving[i], style);
		}
		for (int y = bottom; y - rows >= top; y--) {
			row(y, row(y - rows));
		}
		for (int i = 0; i < rows; i++) {
			row(top + i, leaving[i]);
		}
		this.meter.add(bottom + 1 - top);
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
			blank(row(y), style);
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
		out.number(this.frozen);
		out.number(this.blank);
		out.number(this.gone);
		out.number(this.used);
		this.head.save(out);
		out.flag(this.held);
		if (this.held) {
			this.spare.save(out);
		}
		for (int y = 0; y < HEIGHT; y++) {
			row(y).save(out);
		}
	}

	void restore(Unpacker in) {
		this.frozen = in.number();
		this.blank = in.number();
		this.gone = in.number();
		this.used = in.integer();
		this.head.restore(in);
		this.held = in.flag();
		if (this.held) {
			this.spare.restore(in);
		}
		for (int y = 0; y < HEIGHT; y++) {
			row(y).restore(in);
		}
	}

}
