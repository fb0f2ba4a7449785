package io.strapper.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The result of one look at a growing log: lines from the previous record's {@code lines}
 * up to {@code lines} began at {@code at}. In the file it is three varints, each the
 * difference to the previous record; a truncated record never decodes as a whole one.
 *
 * @param offset how many bytes of the log had been read; each record has more than the
 * one before
 * @param lines how many lines these bytes had begun; each record has more than the one
 * before
 * @param at milliseconds since the epoch; the newest earlier known time if this one is
 * unknown, so it never decreases
 * @param known whether {@code at} is the lines' own time
 */
record LineTime(long offset, long lines, long at, boolean known) {

	/** Most bytes that a packed record takes. */
	static final int LONGEST = 3 * 10;

	/** The record before the first one. */
	static final LineTime ORIGIN = new LineTime(0, 0, 0, false);

	/**
	 * Packs this record.
	 * @param target takes the bytes
	 * @param before the previous record
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
	 * Unpacks the next record.
	 * @param source its position is the record's end afterwards
	 * @param before the previous record
	 * @return the record; empty, with the source's position unchanged, if there is no
	 * whole one
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
			// Truncated, or not yet completely written
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
