package io.strapper.terminal;

import java.util.Arrays;

/**
 * A row of the window: characters and styles by column, each up to the last printed
 * column, and the style in which the columns beyond were erased.
 */
final class Row {

	private final Columns columns;

	/** Nothing as long as every column is in the default style. */
	private final StyleRuns runs;

	private Style beyond = Style.DEFAULT;

	/** How many rows of its numbered line stand above it. */
	private int ordinal;

	/**
	 * Whether it goes on from the row above it, be that of the same numbered line or not.
	 */
	private boolean continued;

	Row(Meter meter) {
		this.columns = new Columns(meter);
		this.runs = new StyleRuns(meter);
	}

	void print(int column, byte[] ascii, int offset, int count, Style style) {
		makeRoom(column, column + count, style);
		set(column, column + count, admitted(style));
		this.columns.put(column, ascii, offset, count);
	}

	/** Prints a character so many times. */
	void print(int column, int codePoint, int width, int count, Style style) {
		int to = column + count * width;
		makeRoom(column, to, style);
		set(column, to, admitted(style));
		for (int at = column; at < to; at += width) {
			this.columns.put(at, codePoint, width);
		}
	}

	/** Gives columns their style before their characters are written. */
	private void set(int from, int to, Style style) {
		if (this.runs.count() == 0) {
			if (style == Style.DEFAULT) {
				return;
			}
			this.runs.set(0, this.columns.length(), Style.DEFAULT);
		}
		this.runs.set(from, to, style);
	}

	/** The style, without its link if the row's links take too much memory already. */
	private Style admitted(Style style) {
		String link = style.link();
		return (link == null || this.runs.hasRoomFor(link)) ? style : style.withLink(null);
	}

	/** Combines a character with the one before a column. */
	void combine(int before, int codePoint) {
		pad(before);
		this.columns.combine(before, codePoint);
	}

	private void makeRoom(int from, int to, Style style) {
		pad(from);
		splitWide(from, style);
		splitWide(to, style);
	}

	/** ECH, EL 1: blanks columns. */
	void erase(int from, int to, Style style) {
		int end = Math.min(to, Window.WIDTH);
		splitWide(from, style);
		splitWide(end, style);
		if (end >= this.columns.length() && style.equals(this.beyond)) {
			truncate(from);
		}
		else {
			pad(from);
			set(from, end, style);
			this.columns.blank(from, end);
		}
	}

	/** EL 0: blanks the columns from one on, to the end of the line. */
	void eraseFrom(int column, Style style) {
		splitWide(column, style);
		if (!style.equals(this.beyond)) {
			pad(column);
			this.beyond = style;
		}
		truncate(column);
	}

	/** EL 2 and the erasing of whole rows. */
	void clear(Style style) {
		truncate(0);
		this.beyond = style;
	}

	/** ICH: moves the columns from one on to the right; what leaves the width is lost. */
	void insert(int column, int count, Style style) {
		splitWide(column, style);
		int kept = Window.WIDTH - count;
		if (column >= Math.min(kept, this.columns.length())) {
			erase(column, column + count, style);
			return;
		}
		splitWide(kept, style);
		truncate(kept);
		set(column, column, style);
		if (this.runs.count() > 0) {
			this.runs.insert(column, count, style);
		}
		this.columns.insert(column, count);
	}

	/** DCH: removes columns; those behind them move to the left. */
	void delete(int column, int count, Style style) {
		int to = Math.min(column + count, this.columns.length());
		if (column < to) {
			splitWide(column, style);
			splitWide(to, style);
			this.columns.delete(column, to);
			this.runs.delete(column, to);
		}
	}

	private void truncate(int length) {
		if (length < this.columns.length()) {
			this.columns.truncate(length);
			this.runs.truncate(length);
		}
	}

	private void pad(int length) {
		int from = this.columns.length();
		if (from < length) {
			set(from, length, this.beyond);
			this.columns.blank(from, length);
		}
	}

	/** Blanks both halves of a wide character that a column would cut in two. */
	private void splitWide(int column, Style style) {
		if (this.columns.isSecondHalf(column)) {
			set(column - 1, column + 1, style);
			this.columns.blank(column - 1, column + 1);
		}
	}

	/** Whether the row looks empty. */
	boolean isBlank() {
		return this.columns.length() == 0 || (this.runs.isPlain() && this.columns.isBlank());
	}

	int length() {
		return this.columns.length();
	}

	boolean beginsWide() {
		return this.columns.isSecondHalf(1);
	}

	/** Whether it belongs to the same numbered line as the row above it. */
	boolean isJoined() {
		return this.ordinal > 0;
	}

	/** Whether it goes on from the row above it. */
	boolean continued() {
		return this.continued;
	}

	/** How many rows of its numbered line stand above it. */
	int ordinal() {
		return this.ordinal;
	}

	/**
	 * Makes this row continue the row above it.
	 * @param full whether that is the last row of a numbered line: this one gets a
	 * further number
	 */
	void continues(Row above, boolean full) {
		this.ordinal = full ? 0 : above.ordinal + 1;
		this.continued = true;
	}

	/** Makes this row the first one of a line. */
	void begins() {
		this.ordinal = 0;
		this.continued = false;
	}

	/** Appends the row as it is now to the rows above it. */
	void appendTo(JoinedRows line) {
		if (this.runs.isPlain()) {
			line.append(this.columns, 0, length(), Style.DEFAULT);
			return;
		}
		int column = 0;
		for (int run = 0; run < this.runs.count(); run++) {
			line.append(this.columns, column, this.runs.end(run), this.runs.style(run));
			column = this.runs.end(run);
		}
	}

	/** Whether it is nothing but ASCII in the default style. */
	boolean isText() {
		return this.runs.isPlain() && this.columns.isAscii();
	}

	/**
	 * The line of this row and the one below it, if both are text and this one is full.
	 */
	Line toLine(Row below) {
		return new Line(this.columns.utf8(below.columns), this.continued);
	}

	/** An immutable copy of the row as it is now: a line of one row. */
	Line toLine() {
		if (this.runs.isPlain()) {
			return new Line(this.columns.utf8(), this.continued);
		}
		int[] ends = this.runs.ends();
		byte[] utf8 = this.columns.isAscii() ? this.columns.utf8() : encode(ends);
		return new Line(utf8, ends, this.runs.styles(), this.continued);
	}

	/** Encodes the text, and makes the ends of its runs bytes instead of columns. */
	private byte[] encode(int[] ends) {
		byte[] utf8 = new byte[this.columns.maxBytes()];
		int column = 0;
		int length = 0;
		for (int run = 0; run < ends.length; run++) {
			length = this.columns.encode(column, ends[run], utf8, length);
			column = ends[run];
			ends[run] = length;
		}
		return Arrays.copyOf(utf8, length);
	}

	void save(Packer out) {
		this.columns.save(out);
		this.runs.save(out);
		out.style(this.beyond);
		out.number(this.ordinal);
		out.flag(this.continued);
	}

	void restore(Unpacker in) {
		this.columns.restore(in);
		this.runs.restore(in);
		this.beyond = in.style();
		this.ordinal = in.integer();
		this.continued = in.flag();
	}

}
