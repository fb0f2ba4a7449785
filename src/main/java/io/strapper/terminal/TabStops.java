package io.strapper.terminal;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/** The columns that HT goes to: every eighth, until they are set otherwise. */
final class TabStops {

	static final int DISTANCE = 8;

	private final Meter meter;

	/** The stops, or null if they are the usual ones. */
	private @Nullable BitSet stops;

	TabStops(Meter meter) {
		this.meter = meter;
	}

	/**
	 * HT, CHT.
	 * @param column any column
	 * @param count how many stops to go
	 * @return the column of the stop; the last column if there are fewer stops
	 */
	int next(int column, int count) {
		int at = column;
		for (int i = count; i > 0 && at < Window.WIDTH - 1; i--) {
			at = Math.min(next(at), Window.WIDTH - 1);
			this.meter.add(1);
		}
		return at;
	}

	private int next(int column) {
		if (this.stops == null) {
			return (column / DISTANCE + 1) * DISTANCE;
		}
		int next = this.stops.nextSetBit(column + 1);
		return (next >= 0) ? next : Math.max(column, Window.WIDTH - 1);
	}

	/**
	 * CBT.
	 * @param column any column
	 * @param count how many stops to go
	 * @return the column of the stop; the first column if there are fewer stops
	 */
	int previous(int column, int count) {
		int at = column;
		for (int i = count; i > 0 && at > 0; i--) {
			at = previous(at);
			this.meter.add(1);
		}
		return at;
	}

	private int previous(int column) {
		if (this.stops == null) {
			return Math.max(0, (column - 1) / DISTANCE * DISTANCE);
		}
		return (column > 0) ? Math.max(0, this.stops.previousSetBit(column - 1)) : 0;
	}

	/** HTS. */
	void set(int column) {
		if (column < Window.WIDTH) {
			explicit().set(column);
		}
	}

	/**
	 * TBC.
	 * @param which 0 for the stop at a column, 3 for all stops
	 */
	void clear(int which, int column) {
		switch (which) {
			case 0 -> explicit().clear(column);
			case 3 -> explicit().clear();
			default -> {
			}
		}
	}

	private BitSet explicit() {
		BitSet explicit = this.stops;
		if (explicit == null) {
			explicit = new BitSet(Window.WIDTH);
			for (int column = 0; column < Window.WIDTH; column += DISTANCE) {
				explicit.set(column);
			}
			this.stops = explicit;
		}
		return explicit;
	}

	/** RIS. */
	void reset() {
		this.stops = null;
	}

	void save(Packer out) {
		long[] words = (this.stops != null) ? this.stops.toLongArray() : new long[0];
		out.number((this.stops != null) ? words.length : -1);
		for (long word : words) {
			out.number(word);
		}
	}

	void restore(Unpacker in) {
		int count = in.integer();
		long[] words = new long[Math.max(0, count)];
		for (int i = 0; i < count; i++) {
			words[i] = in.number();
		}
		this.stops = (count >= 0) ? BitSet.valueOf(words) : null;
	}

}
