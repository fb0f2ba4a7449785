package io.strapper.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable line of a log: its text as UTF-8, and where runs that look alike end in
 * it. It takes little more memory than the text.
 */
public final class Line {

	/** What a run takes: where it ends, and which style it has. */
	private static final int RUN = 8;

	/** Most bytes of a line's text that are shown. */
	static final int MOST_SHOWN = 64 << 10;

	private static final int[] NO_ENDS = {};

	private static final Style[] NO_STYLES = {};

	private final byte[] utf8;

	private final int[] ends;

	private final Style[] styles;

	private final boolean continued;

	/** Whether it is what a longer line begins with. */
	private final boolean cut;

	/**
	 * A line of styled runs.
	 * @param utf8 the text, now owned by the line
	 * @param ends where each run ends, in bytes
	 * @param styles how each run looks
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
	 * The text as the line holds it: for who reads many lines and shows few.
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
	 * Whether some of the text is red, as tools print what they do not like.
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
	 * What of the line is shown: to who renders it this is as good as the line.
	 * @return the line itself, or where it is very long what it begins with
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

	/** Whether this is what a longer line begins with. */
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
