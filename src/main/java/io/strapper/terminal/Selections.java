package io.strapper.terminal;

import org.jspecify.annotations.Nullable;

/**
 * A cache of the styles that short SGR sequences select: a log repeats few sequences many
 * times, and a known sequence is not parsed again. The result of SGR depends on nothing
 * but the sequence and the style before it.
 */
final class Selections {

	private static final int SLOTS = 256;

	private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

	private final long[] sequences = new long[SLOTS];

	private final @Nullable Style[] before = new Style[SLOTS];

	private final Style[] after = new Style[SLOTS];

	/** The style that a sequence selects, or null if the cache does not have it. */
	@Nullable Style after(Style style, long sequence) {
		int slot = slot(style, sequence);
		return (this.sequences[slot] == sequence && this.before[slot] == style) ? this.after[slot] : null;
	}

	/** Keeps a result, unless the style has a link: links take much memory. */
	void put(Style style, long sequence, Style after) {
		if (style.link() == null) {
			int slot = slot(style, sequence);
			this.sequences[slot] = sequence;
			this.before[slot] = style;
			this.after[slot] = after;
		}
	}

	private static int slot(Style style, long sequence) {
		return (int) ((sequence + style.hashCode()) * MULTIPLIER >>> 56);
	}

}
