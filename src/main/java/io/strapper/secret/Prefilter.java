package io.strapper.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Collection;

/**
 * Passes quickly over bytes in which no pattern can begin. Of six consecutive bytes,
 * three stand together at a multiple of four: so two looks into a table decide about
 * eight bytes. Immutable.
 */
final class Prefilter {

	/** Bytes of the beginning of each pattern that are looked for. */
	static final int PREFIX = 6;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int BITS = 16;

	private static final long BLOCK = 0xffffff;

	private static final long PREFIX_BYTES = 0xffff_ffff_ffffL;

	private static final long SPACES = 0x2020_2020_2020_2020L;

	private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

	private final long[] blocks = new long[1 << BITS - 6];

	private final long[] prefixes = new long[1 << BITS - 6];

	/**
	 * The filter of some patterns.
	 * @param patterns each has {@link #PREFIX} bytes or more
	 */
	Prefilter(Collection<Pattern> patterns) {
		for (Pattern pattern : patterns) {
			long prefix = 0;
			for (int i = PREFIX - 1; i >= 0; i--) {
				prefix = prefix << Byte.SIZE | pattern.bytes()[i] & 0xff;
			}
			put(this.prefixes, prefix);
			for (int i = 0; i <= PREFIX - 3; i++) {
				put(this.blocks, prefix >>> i * Byte.SIZE & BLOCK);
			}
		}
	}

	private static void put(long[] set, long value) {
		int hash = hash(value);
		set[hash >>> 6] |= 1L << hash;
	}

	private static boolean has(long[] set, long value) {
		int hash = hash(value);
		return (set[hash >>> 6] >>> hash & 1) != 0;
	}

	private static int hash(long value) {
		return (int) (value * 0x9E37_79B9_7F4A_7C15L >>> Long.SIZE - BITS);
	}

	/**
	 * The first place at which a pattern may begin, or at which there is a byte that does
	 * not count.
	 * @param from where to begin
	 * @param to where to end
	 * @return an index: what begins {@link #PREFIX} bytes or more before it is no pattern
	 */
	int find(byte[] bytes, int from, int to) {
		int i = from;
		for (; i + Long.BYTES <= to; i += Long.BYTES) {
			long word = (long) LONGS.get(bytes, i);
			if (has(this.blocks, word & BLOCK) && begins(bytes, Math.max(from, i - 3), i, to)) {
				return i;
			}
			boolean control = (word - SPACES & ~word & HIGH_BITS) != 0;
			int skipped = control ? firstSkipped(bytes, i) : Integer.MAX_VALUE;
			if (skipped < i + 4) {
				return skipped;
			}
			if (has(this.blocks, word >>> Integer.SIZE & BLOCK) && begins(bytes, Math.max(from, i + 1), i + 4, to)) {
				return i + 4;
			}
			if (control && skipped < Integer.MAX_VALUE) {
				return skipped;
			}
		}
		return i;
	}

	private static int firstSkipped(byte[] bytes, int from) {
		for (int i = from; i < from + Long.BYTES; i++) {
			if (SequenceSkipper.isSkipped(bytes[i])) {
				return i;
			}
		}
		return Integer.MAX_VALUE;
	}

	/** Whether a pattern may begin at one of some places. */
	private boolean begins(byte[] bytes, int first, int last, int to) {
		if (last + Long.BYTES > to) {
			return true;
		}
		for (int i = first; i <= last; i++) {
			if (has(this.prefixes, (long) LONGS.get(bytes, i) & PREFIX_BYTES)) {
				return true;
			}
		}
		return false;
	}

}
