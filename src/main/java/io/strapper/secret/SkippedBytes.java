package io.strapper.secret;

import java.util.Arrays;

/**
 * The stretches of bytes that do not count, between bytes that may be a secret. Positions
 * count from the beginning of the pass. Not thread-safe.
 */
final class SkippedBytes {

	private long[] from = new long[16];

	private long[] to = new long[16];

	private int count;

	void clear() {
		this.count = 0;
	}

	/** Adds a stretch behind all others; those that end before a position are dropped. */
	void add(long from, long to, long since) {
		if (this.count > 0 && this.to[this.count - 1] == from) {
			this.to[this.count - 1] = to;
			return;
		}
		if (this.count == this.from.length) {
			drop(since);
		}
		this.from[this.count] = from;
		this.to[this.count] = to;
		this.count++;
	}

	private void drop(long since) {
		int dropped = 0;
		while (dropped < this.count && this.to[dropped] < since) {
			dropped++;
		}
		System.arraycopy(this.from, dropped, this.from, 0, this.count - dropped);
		System.arraycopy(this.to, dropped, this.to, 0, this.count - dropped);
		this.count -= dropped;
		if (this.count > this.from.length / 2) {
			this.from = Arrays.copyOf(this.from, this.count * 2);
			this.to = Arrays.copyOf(this.to, this.count * 2);
		}
	}

	/** Where the last bytes before a position start that count. */
	long start(long end, int visible) {
		long start = end - visible;
		for (int i = this.count - 1; i >= 0 && this.to[i] > start; i--) {
			start -= this.to[i] - this.from[i];
		}
		return start;
	}

	/** Where a byte before a position stands that counts: the next one, going back. */
	long before(long position) {
		long before = position - 1;
		for (int i = this.count - 1; i >= 0 && this.to[i] > before; i--) {
			if (before >= this.from[i]) {
				before = this.from[i] - 1;
			}
		}
		return before;
	}

	/** Whether one of some bytes does not count. */
	boolean isAfter(long position) {
		return this.count > 0 && this.to[this.count - 1] > position;
	}

}
