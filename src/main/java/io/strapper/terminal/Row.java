package io.strapper.terminal;

import java.util.Arrays;

/**
 * A line while it is in the window: characters and styles by column, each as far as
 * something was printed, and the style in which the columns beyond were erased.
 */
final class Row {

	private final Columns columns = new Columns();

	private final StyleRuns runs = new StyleRuns();

	private Style beyond = Style.DEFAULT;

	private boolean continued;

	void print(int column, byte[] ascii, int offset, int count, Style style) {
		makeRoom(column, column + count, style);
		this.columns.put(column, ascii, offset, count);
		this.runs.set(column, column + count, style);
	}

	void print(int column, int codePoint, int width, Style style) {
		makeRoom(column, column + width, style);
		this.columns.put(column, codePoint, width);
		this.runs.set(column, column + width, style);
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
		int end = Math.min(to, Screen.MAX_COLUMNS);
		splitWide(from, style);
		splitWide(end, style);
		if (end >= this.columns.length() && style.equals(this.beyond)) {
			truncate(from);
		}
		else {
			pad(from);
			this.columns.blank(from, end);
			this.runs.set(from, end, style);
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

	/** EL 2 and the erasing of whole lines. */
	void clear(Style style) {
		truncate(0);
		this.beyond = style;
		this.continued = false;
	}

	/** ICH: moves the columns from one on to the right; what leaves the width is lost. */
	void insert(int column, int count, Style style) {
		splitWide(column, style);
		if (column >= this.columns.length()) {
			erase(column, column + count, style);
			return;
		}
		this.columns.insert(column, count);
		this.runs.insert(column, count, style);
		if (this.columns.length() > Screen.MAX_COLUMNS) {
			splitWide(Screen.MAX_COLUMNS, style);
			truncate(Screen.MAX_COLUMNS);
		}
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
			this.columns.blank(from, length);
			this.runs.set(from, length, this.beyond);
		}
	}

	/** Blanks both halves of a wide character that a column would cut in two. */
	private void splitWide(int column, Style style) {
		if (this.columns.isSecondHalf(column)) {
			this.columns.blank(column - 1, column + 1);
			this.runs.set(column - 1, column + 1, style);
		}
	}

	boolean isBlank() {
		return this.columns.length() == 0;
	}

	void continued(boolean continued) {
		this.continued = continued;
	}

	/** The row as it is now, for ever. */
	Line toLine() {
		if (this.runs.isPlain() && this.columns.isAscii()) {
			return new Line(this.columns.ascii(), this.continued);
		}
		int[] ends = this.runs.ends();
		byte[] utf8 = this.columns.isAscii() ? this.columns.ascii() : encode(ends);
		return this.runs.isPlain() ? new Line(utf8, this.continued)
				: new Line(utf8, ends, this.runs.styles(), this.continued);
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
		out.flag(this.continued);
	}

	void restore(Unpacker in) {
		this.columns.restore(in);
		this.runs.restore(in);
		this.beyond = in.style();
		this.continued = in.flag();
	}

}
