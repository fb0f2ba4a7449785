package io.strapper.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What one look at a growing log told: the lines that it had begun and the step before
 * had not were begun at {@code at}. Packed it is the difference to the step before, in
 * three numbers of seven bits a byte, so that no beginning of a packed step is one.
 *
 * @param offset how many bytes of the log had been read; each step has more
 * @param lines how many lines they had begun; each step has more
 * @param at milliseconds since the epoch; the newest known time before it if its own is
 * not known, so it never falls
 * @param known whether {@code at} is the lines' own time
 */
record LineTime(long offset, long lines, long at, boolean known) {

	/** Most bytes that a packed step takes. */
	static final int LONGEST = 3 * 10;

	/** Before the first step. */
	static final LineTime ORIGIN = new LineTime(0, 0, 0, false);

	/**
	 * Packs this step.
	 * @param target takes it
	 * @param before the step before
	 */
	void pack(ByteBuffer target, LineTime before) {
		pack(target, this.offset - before.offset);
		pack(target, this.lines - before.lines);
		pack(target, this.known ? this.at - before.at + 1 : 0);
	}

	private static void pack(ByteBuffer target, long number) {
		long rest = number;
		while ((rest & ~0x7f) != 0) {
			target.put((byte) (rest | 0x80));
			rest >>>= 7;
		}
		target.put((byte) rest);
	}

	/**
	 * Unpacks the step after one.
	 * @param source is left at the step's end
	 * @param before the step before
	 * @return the step; empty, with the source where it was, if there is no whole one
	 */
	static Optional<LineTime> unpack(ByteBuffer source, LineTime before) {
		int start = source.position();
		try {
			long bytes = unpack(source);
			if (bytes > 0) {
				long lines = unpack(source);
				long later = unpack(source);
				return Optional.of(new LineTime(before.offset + bytes, before.lines + lines,
						before.at + Math.max(0, later - 1), later > 0));
			}
		}
		catch (BufferUnderflowException ex) {
			// Cut off, or not yet written to its end
		}
		source.position(start);
		return Optional.empty();
	}

	private static long unpack(ByteBuffer source) {
		long number = 0;
		int shift = 0;
		byte next;
		do {
			next = source.get();
			number |= (long) (next & 0x7f) << shift;
			shift += 7;
		}
		while (next < 0);
		return number;
	}

}
