package io.strapper.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Collection;

/**
 * The sequences of four bytes (4-grams) with which patterns begin. A look at each
 * {@link #stride()}th place of a text is enough to see that no pattern begins in it
 * (Wu–Manber with a fixed shift). Immutable.
 */
final class Grams {

	/** Bytes that each pattern has at least. */
	static final int SHORTEST = 6;

	/** Bytes of a gram. */
	static final int LENGTH = Integer.BYTES;

	private static final int HASH = 0x9E37_79B1;

	/** Places in the table for each gram: so many looks find nothing for one in vain. */
	private static final int ROOM = 32;

	private static final int LEAST_BITS = 12;

	private static final int MOST_BITS = 20;

	private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private final int stride;

	/**
	 * At the hash of each gram, a bit that more bits of the hash choose. A byte without
	 * bits is the quickest thing to look for.
	 */
	private final byte[] table;

	private final int shift;

	/** 1 at each byte that is the first of a pair. */
	private final byte[] firsts = new byte[1 << Byte.SIZE];

	private final PairSet pairs = new PairSet();

	private final PrefixSet prefixes = new PrefixSet();

	/**
	 * The grams of some patterns.
	 * @param patterns each has {@link #SHORTEST} bytes or more
	 */
	Grams(Collection<Pattern> patterns) {
		int shortest = patterns.stream().mapToInt((pattern) -> pattern.bytes().length).min().orElse(SHORTEST);
		this.stride = (shortest >= 11) ? 8 : (shortest >= 8) ? 5 : 3;
		int bits = Integer.SIZE - Integer.numberOfLeadingZeros(patterns.size() * this.stride * ROOM - 1);
		bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, bits));
		this.table = new byte[1 << bits];
		this.shift = Integer.SIZE - bits;
		patterns.forEach((pattern) -> add(pattern.bytes()));
	}

	private void add(byte[] pattern) {
		this.prefixes.add(pattern);
		for (int i = 0; i < reach(); i++) {
			this.pairs.add(pattern[i], pattern[i + 1]);
			this.firsts[pattern[i] & 0xff] = 1;
		}
		for (int i = 0; i < this.stride; i++) {
			int hash = at(pattern, i) * HASH;
			this.table[hash >>> this.shift] |= (byte) bit(hash);
		}
	}

	private int bit(int hash) {
		return 1 << (hash >>> this.shift - 3 & 7);
	}

	private static int at(byte[] bytes, int index) {
		return (int) INTS.get(bytes, index);
	}

	/** How many bytes lie between two looks. */
	int stride() {
		return this.stride;
	}

	/** How many bytes at most a pattern begins before a place that tells of it. */
	int reach() {
		return this.stride + LENGTH - 2;
	}

	/**
	 * Looks at each {@link #stride()}th place.
	 * @param from the first place
	 * @param to behind the last byte that counts
	 * @return the first place that tells of a pattern; or one at which no gram fits in
	 */
	int find(byte[] bytes, int from, int to) {
		int i = from;
		while (true) {
			i = look(bytes, i, to);
			if (i + LENGTH > to || begins(bytes, Math.max(from, i - this.stride + 1), i, to)) {
				return i;
			}
			i += this.stride;
		}
	}

	/** Eight places at once, with strides that the compiler knows. */
	private int look(byte[] bytes, int from, int to) {
		int i = switch (this.stride) {
			case 8 -> lookByEight(bytes, from, to);
			case 5 -> lookByFive(bytes, from, to);
			default -> lookByThree(bytes, from, to);
		};
		while (i + LENGTH <= to && !has(at(bytes, i))) {
			i += this.stride;
		}
		return i;
	}

	private int lookByEight(byte[] bytes, int from, int to) {
		byte[] table = this.table;
		int shift = this.shift;
		for (int i = from; i < to - 59; i += 64) {
			if (isAny(table, shift, bytes, i, 8) && isAnyBit(bytes, i)) {
				return i;
			}
		}
		return from + Math.max(0, (to - 59 - from + 63) / 64 * 64);
	}

	private int lookByFive(byte[] bytes, int from, int to) {
		byte[] table = this.table;
		int shift = this.shift;
		for (int i = from; i < to - 38; i += 40) {
			if (isAny(table, shift, bytes, i, 5) && isAnyBit(bytes, i)) {
				return i;
			}
		}
		return from + Math.max(0, (to - 38 - from + 39) / 40 * 40);
	}

	private int lookByThree(byte[] bytes, int from, int to) {
		byte[] table = this.table;
		int shift = this.shift;
		for (int i = from; i < to - 24; i += 24) {
			if (isAny(table, shift, bytes, i, 3) && isAnyBit(bytes, i)) {
				return i;
			}
		}
		return from + Math.max(0, (to - 24 - from + 23) / 24 * 24);
	}

	private static boolean isAny(byte[] table, int shift, byte[] bytes, int i, int stride) {
		return (table[at(bytes, i) * HASH >>> shift] | table[at(bytes, i + stride) * HASH >>> shift]
				| table[at(bytes, i + 2 * stride) * HASH >>> shift] | table[at(bytes, i + 3 * stride) * HASH >>> shift]
				| table[at(bytes, i + 4 * stride) * HASH >>> shift] | table[at(bytes, i + 5 * stride) * HASH >>> shift]
				| table[at(bytes, i + 6 * stride) * HASH >>> shift]
				| table[at(bytes, i + 7 * stride) * HASH >>> shift]) != 0;
	}

	/** The same, but with all bits: most are found in vain. */
	private boolean isAnyBit(byte[] bytes, int i) {
		int bits = 0;
		for (int k = 0; k < 8; k++) {
			int hash = at(bytes, i + k * this.stride) * HASH;
			bits |= this.table[hash >>> this.shift] & bit(hash);
		}
		return bits != 0;
	}

	/** Whether a pattern may begin at one of some places. */
	private boolean begins(byte[] bytes, int first, int last, int to) {
		if (last + Long.BYTES > to) {
			return true;
		}
		for (int i = first; i <= last; i++) {
			if (this.prefixes.mayHave(bytes, i)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Leaves out places in front of which a byte stands that nothing follows in the
	 * beginning of a pattern. No branch depends on the text.
	 * @param places places of the text, of which those that stay are moved to the front
	 * @return how many stay
	 */
	int follow(byte[] bytes, int[] places, int count) {
		int stay = 0;
		for (int i = 0; i < count; i++) {
			int place = places[i];
			places[stay] = place;
			stay += this.firsts[bytes[Math.max(0, place - 1)] & 0xff];
		}
		return stay;
	}

	/** Whether one byte may follow another in the beginning of a pattern. */
	boolean hasPair(byte one, byte other) {
		return this.pairs.has(one, other);
	}

	/**
	 * Whether a pattern may begin before a gap in a text and end behind it.
	 * @param before the index of the gap; four bytes of text stand before it
	 * @param after the index of four bytes of text that stand behind it
	 */
	boolean span(byte[] bytes, int before, int after) {
		int left = at(bytes, before - LENGTH);
		int right = at(bytes, after);
		return has(left >>> 8 | right << 24) || has(left >>> 16 | right << 16) || has(left >>> 24 | right << 8);
	}

	private boolean has(int gram) {
		int hash = gram * HASH;
		return (this.table[hash >>> this.shift] & bit(hash)) != 0;
	}

	/** The pairs of bytes in the beginnings of patterns. */
	private static final class PairSet {

		private final long[] bits = new long[1 << 2 * Byte.SIZE - 6];

		void add(byte one, byte other) {
			int pair = pair(one, other);
			this.bits[pair >>> 6] |= 1L << pair;
		}

		boolean has(byte one, byte other) {
			int pair = pair(one, other);
			return (this.bits[pair >>> 6] >>> pair & 1) != 0;
		}

		private static int pair(byte one, byte other) {
			return (one & 0xff) << Byte.SIZE | other & 0xff;
		}

	}

	/** Hashes of the first bytes of patterns. */
	private static final class PrefixSet {

		private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
				ByteOrder.LITTLE_ENDIAN);

		private static final int BITS = 16;

		private final long[] bits = new long[1 << BITS - 6];

		void add(byte[] pattern) {
			long prefix = 0;
			for (int i = SHORTEST - 1; i >= 0; i--) {
				prefix = prefix << Byte.SIZE | pattern[i] & 0xff;
			}
			int hash = hash(prefix);
			this.bits[hash >>> 6] |= 1L << hash;
		}

		/** Eight bytes are read. */
		boolean mayHave(byte[] bytes, int index) {
			int hash = hash((long) LONGS.get(bytes, index));
			return (this.bits[hash >>> 6] >>> hash & 1) != 0;
		}

		/** Of six bytes: the others are shifted out. */
		private static int hash(long prefix) {
			return (int) ((prefix << 2 * Byte.SIZE) * 0x9E37_79B9_7F4A_7C15L >>> Long.SIZE - BITS);
		}

	}

}
