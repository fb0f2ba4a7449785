package io.strapper.terminal;

/**
 * An immutable line of a log: its text, and runs of columns that look alike. It takes
 * about as much memory as its text.
 */
public final class Line {

	private static final int[] NO_ENDS = {};

	private static final Style[] NO_STYLES = {};

	private final String text;

	private final int[] ends;

	private final Style[] styles;

	private final boolean continued;

	/** A line of styled runs: run <i>i</i> ends before {@code ends[i]} of the text. */
	Line(String text, int[] ends, Style[] styles, boolean continued) {
		this.text = text;
		this.ends = ends;
		this.styles = styles;
		this.continued = continued;
	}

	/** A line with no style at all. */
	Line(String text, boolean continued) {
		this(text, NO_ENDS, NO_STYLES, continued);
	}

	/**
	 * What the line says, without its style.
	 * @return the text; no control characters
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Whether this line goes on where the line before it had reached its greatest length.
	 * @return false for a line that starts anew
	 */
	public boolean continued() {
		return this.continued;
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
		return this.text;
	}

}
