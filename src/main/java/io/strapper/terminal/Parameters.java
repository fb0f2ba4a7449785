package io.strapper.terminal;

/**
 * The parameters of a control sequence: numbers separated by {@code ;} and, within one
 * parameter, by {@code :}. The input may have any number of them, of any size; what
 * exceeds the limits here is dropped.
 */
final class Parameters {

	private static final int MAX_COUNT = 32;

	private static final int MAX_VALUE = 0xFFFFFF;

	private final int[] values = new int[MAX_COUNT];

	/** Bit <i>i</i>: a colon stands before value <i>i</i>. */
	private int colons;

	private int count;

	private boolean full;

	void clear() {
		this.values[0] = 0;
		this.count = 1;
		this.colons = 0;
		this.full = false;
	}

	/** Takes one of {@code 0-9 : ;}. */
	void put(int character) {
		if (this.full) {
			return;
		}
		if (character <= '9') {
			set(withDigit(this.values[this.count - 1], character));
		}
		else if (this.count == MAX_COUNT) {
			this.full = true;
		}
		else {
			if (character == ':') {
				this.colons |= 1 << this.count;
			}
			this.values[this.count++] = 0;
		}
	}

	/** A value with one more digit. */
	static int withDigit(int value, int digit) {
		return Math.min(value * 10 + digit - '0', MAX_VALUE);
	}

	/** Stores the digits of the last value so far. */
	void set(int value) {
		if (!this.full) {
			this.values[this.count - 1] = value;
		}
	}

	int count() {
		return this.count;
	}

	/** A value; 0 if it is not given. */
	int get(int index) {
		return (index < this.count) ? this.values[index] : 0;
	}

	/** A value that is a count: 1 if it is not given, or 0. */
	int number(int index) {
		return Math.max(1, get(index));
	}

	/** The index of the first value of the parameter behind the one at an index. */
	int nextParameter(int index) {
		int next = index + 1;
		while (next < this.count && (this.colons & 1 << next) != 0) {
			next++;
		}
		return next;
	}

	void save(Packer out) {
		out.number(this.count);
		out.number(this.colons);
		out.flag(this.full);
		for (int i = 0; i < this.count; i++) {
			out.number(this.values[i]);
		}
	}

	void restore(Unpacker in) {
		this.count = in.integer();
		this.colons = in.integer();
		this.full = in.flag();
		for (int i = 0; i < this.count; i++) {
			this.values[i] = in.integer();
		}
	}

}
