package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable line of a log: its text as UTF-8, and the runs of equal style in it. It
 * takes little more memory than the text.
 */
public final class Line {

	/** Bytes of memory that a run takes: its end and its style. */
	private static final int RUN = 8;

	/** Most bytes of a line's text that are shown. */
	static final int MOST_SHOWN = 64 << 10;

	private static final int[] NO_ENDS = {};

	private static final Style[] NO_STYLES = {};

	private final byte[] utf8;

	private final int[] ends;

	private final Style[] styles;

	private final boolean continued;

	/** Whether this is the first part of a longer line. */
	private final boolean cut;

	/**
	 * A line of styled runs.
	 * @param utf8 the text, now owned by the line
	 * @param ends where each run ends, in bytes
	 * @param styles the style of each run
	 * @param continued whether it goes on from the line before
	 */
	Line(byte[] utf8, int[] ends, Style[] styles, boolean continued) {
		this(utf8, ends, styles, continued, false);
	}

	private Line(byte[] utf8, int[] ends, Style[] styles, boolean continued, boolean cut) {
		this.utf8 = utf8;
		this.ends = ends;
		this.styles = styles;
		this.continued = continued;
		this.cut = cut;
	}

	/** A line with no style at all. */
	Line(byte[] utf8, boolean continued) {
		this(utf8, NO_ENDS, NO_STYLES, continued);
	}

	/**
	 * What the line says, without its style.
	 * @return the text; no control characters
	 */
	public String text() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

	/**
	 * How much memory the line keeps from being freed: its text, its styles and what
	 * their links take, each counted where it starts.
	 * @return about so many bytes
	 */
	public int size() {
		int size = this.utf8.length + RUN * this.ends.length;
		String before = null;
		for (Style style : this.styles) {
			String link = style.link();
			if (link != null && !link.equals(before)) {
				// Once as a link, once as a tag
				size += 2 * link.length();
			}
			before = link;
		}
		return size;
	}

	/**
	 * The text as the line holds it: for a reader of many lines who shows few of them.
	 * @return the bytes themselves, no copy: not to be changed
	 */
	public byte[] utf8() {
		return this.utf8;
	}

	/**
	 * Whether this line goes on where the line before it had reached its greatest length.
	 * @return false for a line that starts anew
	 */
	public boolean continued() {
		return this.continued;
	}

	/**
	 * Whether some of the text is red, the color in which tools print errors.
	 * @return false for a line with no style
	 */
	public boolean red() {
		for (Style style : this.styles) {
			if (style.isRed()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The part of the line that is shown: its HTML is the same as that of the line.
	 * @return the line itself, or the first part of a very long line
	 */
	public Line shown() {
		if (this.utf8.length <= MOST_SHOWN) {
			return this;
		}
		int length = MOST_SHOWN;
		while ((this.utf8[length] & 0xC0) == 0x80) {
			length--;
		}
		int runs = 0;
		while (runs < this.ends.length && (runs == 0 || this.ends[runs - 1] < length)) {
			runs++;
		}
		int[] ends = Arrays.copyOf(this.ends, runs);
		if (runs > 0) {
			ends[runs - 1] = length;
		}
		return new Line(Arrays.copyOf(this.utf8, length), ends, Arrays.copyOf(this.styles, runs), this.continued, true);
	}

	/** Whether this is the first part of a longer line. */
	boolean isCut() {
		return this.cut;
	}

	/** How many runs the text has; none if it has no style. */
	int runs() {
		return this.ends.length;
	}

	int end(int run) {
		return this.ends[run];
	}

	Style style(int run) {
		return this.styles[run];
	}

	@Override
	public String toString() {
		return text();
	}

}
