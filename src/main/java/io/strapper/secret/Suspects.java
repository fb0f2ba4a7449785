package io.strapper.secret;

/**
 * Finds the places of a text that have to be looked at closely: in all others, no pattern
 * can be. It looks at blocks, of which it has a copy. Not thread-safe.
 */
final class Suspects {

	/** Most bytes of a block. */
	static final int BLOCK = 1 << 13;

	/** In a block with more suspects than this, the rest is looked at closely. */
	private static final int MOST = 128;

	private final Grams grams;

	private final Gaps gaps;

	private final byte[] block = new byte[BLOCK + Long.BYTES];

	/** Where the block is in the window. */
	private int offset;

	private int length;

	/**
	 * A pattern that begins before this place of the block has a place that tells of it.
	 */
	private int limit;

	/** The last place in the block at which a gram was found. */
	private int gram;

	private int count;

	private int start;

	private int place;

	private long taken;

	Suspects(Grams grams) {
		this.grams = grams;
		this.gaps = new Gaps(grams);
	}

	/** Another window begins. */
	void forget() {
		this.limit = Integer.MIN_VALUE;
	}

	/**
	 * Looks for the next suspect, which is then from {@link #start()} to
	 * {@link #place()}.
	 * @param window the text
	 * @param from where to begin; what stands before it is another text
	 * @param to where the text ends
	 */
	void find(byte[] window, int from, int to) {
		int at = from;
		if (at >= this.offset + this.limit) {
			load(window, at, to);
		}
		while (!isSuspect(at - this.offset) && this.offset + this.length < to) {
			at = this.offset + this.limit;
			load(window, at, to);
		}
	}

	private void load(byte[] window, int from, int to) {
		this.offset = from;
		this.length = Math.min(BLOCK, to - from);
		System.arraycopy(window, from, this.block, 0, this.length);
		this.gaps.look(this.block, this.length);
		this.taken += this.length;
		this.gram = -1;
		this.count = 0;
		int known = Math.min(this.length, this.gaps.unknown()) - this.grams.reach();
		this.limit = Math.max(0, this.gaps.outside(this.block, known, this.length));
	}

	private boolean isSuspect(int from) {
		if (this.limit <= this.length / 2 || ++this.count > MOST) {
			return closely(from, this.length);
		}
		if (this.gram < from) {
			this.gram = this.grams.find(this.block, from, this.length);
		}
		int found = Math.min(this.gaps.find(from), this.gram);
		if (found > Math.min(this.gaps.unknown(), this.length - Grams.LENGTH)) {
			closely(Math.max(from, this.limit), this.length);
			return false;
		}
		int begin = Math.max(from, this.gaps.outside(this.block, found - this.grams.reach(), this.length));
		return closely(begin, found);
	}

	private boolean closely(int begin, int found) {
		this.start = this.offset + begin;
		this.place = this.offset + found;
		return true;
	}

	/** How many bytes were in the blocks. */
	long taken() {
		return this.taken;
	}

	/** Nothing that begins before this place is a pattern. */
	int start() {
		return this.start;
	}

	/** What begins behind this place is another suspect. */
	int place() {
		return this.place;
	}

}
