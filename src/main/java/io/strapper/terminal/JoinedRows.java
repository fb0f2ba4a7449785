package io.strapper.terminal;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of a line that has wrapped at the right margin into one text.
 */
final class JoinedRows {

	/** Most characters that the links of a line take; what follows is plain. */
	static final int MAX_LINKS = 64 << 10;

	/**
	 * Most bytes of a numbered line. A longer one continues in a further numbered line,
	 * so that the terminal's memory is bounded even for a line that never ends.
	 */
	static final int MAX_BYTES = 2 << 20;

	private static final int USUAL = 1024;

	/** A larger array is not kept for the next line. */
	private static final int MOST_KEPT = 64 << 10;

	private byte[] utf8 = new byte[USUAL];

	private int length;

	private int[] ends = new int[8];

	private Style[] styles = new Style[8];

	private int runs;

	private int rows;

	private boolean continued;

	/** How many characters the links take, each counted where it starts. */
	private int links;

	/** By how many columns the rows up to now are shorter than the window is wide. */
	private int missing;

	boolean isEmpty() {
		return this.rows == 0;
	}

	/** Whether no more rows belong to the same numbered line. */
	boolean isFull() {
		return this.length >= MAX_BYTES;
	}

	/** Appends the next row. */
	void append(Row row) {
		if (this.rows++ == 0) {
			this.continued = row.continued();
		}
		if (row.length() == 0) {
			this.missing += Window.WIDTH;
			return;
		}
		// A wide character that does not fit into the last column leaves no gap in the
		// text
		if (this.missing > 0 && !(this.missing == 1 && row.beginsWide())) {
			blank(this.missing);
		}
		row.appendTo(this);
		this.missing = Window.WIDTH - row.length();
	}

	private void blank(int count) {
		reserve(count);
		Arrays.fill(this.utf8, this.length, this.length + count, (byte) ' ');
		this.length += count;
		endRun(Style.DEFAULT);
	}

	/** Appends columns that look alike. */
	void append(Columns columns, int from, int to, Style style) {
		reserve(columns.maxBytes());
		this.length = columns.encode(from, to, this.utf8, this.length);
		endRun(style);
	}

	private void endRun(Style given) {
		int last = this.runs - 1;
		Style style = (given.link() == null) ? given : admitted(given, (last >= 0) ? this.styles[last].link() : null);
		if (last >= 0 && this.styles[last].equals(style)) {
			this.ends[last] = this.length;
			return;
		}
		if (this.runs == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.runs);
			this.styles = Arrays.copyOf(this.styles, 2 * this.runs);
		}
		this.ends[this.runs] = this.length;
		this.styles[this.runs++] = style;
	}

	private Style admitted(Style style, @Nullable String before) {
		String link = style.link();
		if (link == null || link.equals(before)) {
			return style;
		}
		if (this.links + link.length() > MAX_LINKS) {
			return style.withLink(null);
		}
		this.links += link.length();
		return style;
	}

	private void reserve(int more) {
		if (this.length + more > this.utf8.length) {
			this.utf8 = Arrays.copyOf(this.utf8, Math.max(this.length + more, 2 * this.utf8.length));
		}
	}

	/** The line that the rows are. */
	Line toLine() {
		byte[] text = Arrays.copyOf(this.utf8, this.length);
		boolean plain = this.runs == 0 || (this.runs == 1 && this.styles[0].equals(Style.DEFAULT));
		return plain ? new Line(text, this.continued) : new Line(text, Arrays.copyOf(this.ends, this.runs),
				Arrays.copyOf(this.styles, this.runs), this.continued);
	}

	JoinedRows copy() {
		JoinedRows copy = new JoinedRows();
		copy.utf8 = this.utf8.clone();
		copy.length = this.length;
		copy.ends = this.ends.clone();
		copy.styles = this.styles.clone();
		copy.runs = this.runs;
		copy.rows = this.rows;
		copy.continued = this.continued;
		copy.missing = this.missing;
		copy.links = this.links;
		return copy;
	}

	void clear() {
		if (this.utf8.length > MOST_KEPT) {
			this.utf8 = new byte[USUAL];
		}
		Arrays.fill(this.styles, 0, this.runs, Style.DEFAULT);
		this.length = 0;
		this.runs = 0;
		this.rows = 0;
		this.missing = 0;
		this.links = 0;
		this.continued = false;
	}

	void save(Packer out) {
		out.number(this.rows);
		out.flag(this.continued);
		out.number(this.missing);
		out.number(this.length);
		out.bytes(this.utf8, this.length);
		out.number(this.runs);
		for (int run = 0; run < this.runs; run++) {
			out.number(this.ends[run]);
			out.style(this.styles[run]);
		}
	}

	/** For what holds no rows yet. */
	void restore(Unpacker in) {
		this.rows = in.integer();
		this.continued = in.flag();
		this.missing = in.integer();
		int saved = in.integer();
		reserve(saved);
		in.bytes(this.utf8, saved);
		int count = in.integer();
		for (int run = 0; run < count; run++) {
			this.length = in.integer();
			endRun(in.style());
		}
		this.length = saved;
	}

}
