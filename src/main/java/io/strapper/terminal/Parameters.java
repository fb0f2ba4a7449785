package io.strapper.terminal;

/**
 * The parameters of a control sequence: numbers apart by {@code ;}, sub-parameters by
 * {@code :} (ECMA-48 5.4.2). Bounded: what is too many is dropped, what is too large is
 * the largest.
 */
final class Parameters {

	private static final int MOST = 32;

	private static final int LARGEST = 65_535;

	private static final int OMITTED = -1;

	private final int[] values = new int[MOST];

	private final boolean[] sub = new boolean[MOST];

	private int count;

	private boolean overflow;

	void clear() {
		this.count = 0;
		this.overflow = false;
	}

	void digit(int digit) {
		if (this.count == 0) {
			separate(false);
		}
		if (!this.overflow) {
			int before = Math.max(0, this.values[this.count - 1]);
			this.values[this.count - 1] = Math.min(LARGEST, before * 10 + digit);
		}
	}

	/** {@code ;} or, before a sub-parameter, {@code :}. */
	void separator(boolean sub) {
		if (this.count == 0) {
			separate(false);
		}
		separate(sub);
	}

	private void separate(boolean sub) {
		this.overflow = this.count == MOST;
		if (!this.overflow) {
			this.values[this.count] = OMITTED;
			this.sub[this.count] = sub;
			this.count++;
		}
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	/** How many there are, sub-parameters included; at least 1, which may be omitted. */
	int count() {
		return Math.max(1, this.count);
	}

	/** A parameter, or what stands for it if it is omitted. */
	int get(int index, int omitted) {
		return (index < this.count && this.values[index] != OMITTED) ? this.values[index] : omitted;
	}

	/** A parameter that counts: omitted and 0 mean 1. */
	int times(int index) {
		return Math.max(1, get(index, 1));
	}

	/** Whether this one belongs to the one before. */
	boolean isSub(int index) {
		return index < this.count && this.sub[index];
	}

}
