package io.strapper.terminal;

import java.util.Arrays;

/**
 * A line as it is shown: its text, and runs of characters that look alike. Immutable.
 */
public final class Line {

	private final String text;

	/** Where each run ends, in UTF-16 units. */
	private final int[] ends;

	private final Style[] styles;

	private final boolean continued;

	Line(String text, int[] ends, Style[] styles, boolean continued) {
		this.text = text;
		this.ends = ends;
		this.styles = styles;
		this.continued = continued;
	}

	/** The visible text, without line end. */
	public String text() {
		return this.text;
	}

	/** Whether this line goes on where the one before grew too long. */
	public boolean continued() {
		return this.continued;
	}

	/** How many runs there are. */
	int runs() {
		return this.ends.length;
	}

	/** Where a run ends, in UTF-16 units of the text. */
	int end(int run) {
		return this.ends[run];
	}

	Style style(int run) {
		return this.styles[run];
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Line line && line.text.equals(this.text) && Arrays.equals(line.ends, this.ends)
				&& Arrays.equals(line.styles, this.styles) && line.continued == this.continued;
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
