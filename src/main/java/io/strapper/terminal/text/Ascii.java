package io.strapper.terminal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches bytes of text, sixteen at a time: in a word of eight bytes the high bit of
 * each byte tells whether that byte is wanted (SIMD within a register).
 */
public final class Ascii {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int SIXTEEN = 2 * Long.BYTES;

	private static final long EACH = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x80 * EACH;

	/** A trait of text: there is something else than ASCII. */
	public static final int OTHERS = 1;

	/** A trait of text: one of {@code & < > "} is there. */
	public static final int MARKUP = 1 << 1;

	/** A trait of text: there is a colon before a slash, as addresses have it. */
	public static final int ADDRESS = 1 << 2;

	private Ascii() {
	}

	/** The index of the first byte that is not between 0x20 and 0x7E, or {@code to}. */
	public static int endOfPrintable(byte[] bytes, int from, int to) {
		int i = from;
		for (; i <= to - SIXTEEN; i += SIXTEEN) {
			long first = unprintable((long) LONG.get(bytes, i));
			long second = unprintable((long) LONG.get(bytes, i + Long.BYTES));
			if (((first | second) & HIGH_BITS) != 0) {
				return i + (firstBit(first & HIGH_BITS, second & HIGH_BITS) >>> 3);
			}
		}
		while (i < to && bytes[i] >= 0x20 && bytes[i] < 0x7F) {
			i++;
		}
		return i;
	}

	/**
	 * Sets the high bit of each byte that is not printable: below 0x20 the difference
	 * borrows into it, above 0x7E the sum carries into it. The lowest high bit is exact;
	 * the other bits mean nothing.
	 */
	private static long unprintable(long eight) {
		return eight - 0x20 * EACH | eight + EACH | eight;
	}

	/** The index of the lowest bit of two words, without a branch to mispredict. */
	private static int firstBit(long first, long second) {
		int zeros = Long.numberOfTrailingZeros(first);
		return zeros + (Long.numberOfTrailingZeros(second) & -(zeros >>> 6));
	}

	/**
	 * The bytes of an SGR control sequence up to its final byte {@code m}, as a number in
	 * little-endian order; 0 if it has more than eight bytes, or is another sequence.
	 */
	public static long selection(byte[] bytes, int from) {
		long eight = (long) LONG.get(bytes, from);
		// ESC [ comes first: the next byte from 0x40 on is the final one
		long finals = eight & 0x40 * EACH & ~0xFFFFL;
		int last = Long.numberOfTrailingZeros(finals) & ~7;
		return (finals != 0 && (eight >>> last & 0xFF) == 'm') ? eight & ~0L >>> 56 - last : 0;
	}

	/**
	 * The number of bytes of an SGR sequence.
	 * @param selection what {@link #selection} gave, not 0
	 */
	public static int length(long selection) {
		return Long.BYTES - (Long.numberOfLeadingZeros(selection) >>> 3);
	}

	/** The index of the first byte that is one of {@code & < > "}, or {@code to}. */
	public static int indexOfMarkup(byte[] bytes, int from, int to) {
		int i = from;
		for (; i <= to - Long.BYTES; i += Long.BYTES) {
			long markup = markup((long) LONG.get(bytes, i));
			if (markup != 0) {
				return i + (Long.numberOfTrailingZeros(markup) >>> 3);
			}
		}
		while (i < to && (bytes[i] | 0x02) != '>' && (bytes[i] | 0x04) != '&') {
			i++;
		}
		return i;
	}

	/**
	 * What a text has: {@link #OTHERS}, {@link #MARKUP}, {@link #ADDRESS}. Most lines
	 * have none of them, and are looked at once.
	 * @param bytes the text
	 * @return the sum of what it has
	 */
	public static int traits(byte[] bytes) {
		int last = bytes.length - SIXTEEN;
		if (last < 0) {
			return traitsOfFew(bytes);
		}
		int i = 0;
		while (i < last && special(bytes, i) == 0) {
			i += SIXTEEN;
		}
		return (i >= last && special(bytes, last) == 0) ? 0 : traits(bytes, Math.min(i, last));
	}

	private static long special(byte[] bytes, int i) {
		return (special((long) LONG.get(bytes, i)) | special((long) LONG.get(bytes, i + Long.BYTES))) & HIGH_BITS;
	}

	/**
	 * Sets a high bit if a byte is none of ASCII, or is markup or a slash. What is equal
	 * becomes zero, and borrows; what is not ASCII keeps its high bit in one of the three
	 * differences.
	 */
	private static long special(long eight) {
		long angles = (eight | 0x02 * EACH) ^ '>' * EACH;
		long others = (eight | 0x04 * EACH) ^ '&' * EACH;
		return angles - EACH | others - EACH | (eight ^ '/' * EACH) - EACH;
	}

	/** The traits of what follows an ordinary begin. */
	private static int traits(byte[] bytes, int from) {
		int last = bytes.length - Long.BYTES;
		long eight = (long) LONG.get(bytes, last);
		long others = eight;
		long markup = markup(eight);
		// The colon may be the last byte of the begin
		long addresses = (from > 0) ? address((long) LONG.get(bytes, from - 1), (long) LONG.get(bytes, from)) : 0;
		addresses |= address(eight, eight >>> Byte.SIZE);
		for (int i = from; i < last; i += Long.BYTES) {
			eight = (long) LONG.get(bytes, i);
			others |= eight;
			markup |= markup(eight);
			addresses |= address(eight, (long) LONG.get(bytes, i + 1));
		}
		return traits(others & HIGH_BITS, markup, addresses & HIGH_BITS);
	}

	private static int traits(long others, long markup, long addresses) {
		return ((others == 0) ? 0 : OTHERS) + ((markup == 0) ? 0 : MARKUP) + ((addresses == 0) ? 0 : ADDRESS);
	}

	private static int traitsOfFew(byte[] bytes) {
		int traits = 0;
		for (int i = 0; i < bytes.length; i++) {
			byte octet = bytes[i];
			traits |= (octet < 0) ? OTHERS : 0;
			traits |= ((octet | 0x02) == '>' || (octet | 0x04) == '&') ? MARKUP : 0;
			traits |= (octet == '/' && i > 0 && bytes[i - 1] == ':') ? ADDRESS : 0;
		}
		return traits;
	}

	/** Sets the high bit of each byte that is a colon before a slash. */
	private static long address(long eight, long behind) {
		long others = eight ^ ':' * EACH | behind ^ '/' * EACH;
		return others - EACH & ~others;
	}

	/** The index of the first of two slashes that follow each other, or the length. */
	public static int indexOfSlashes(byte[] bytes, int from) {
		// Each byte is compared together with the next one
		int last = bytes.length - 1 - SIXTEEN;
		int i = from;
		while (i < last && slashes(bytes, i) == 0) {
			i += SIXTEEN;
		}
		if (i >= last && last >= from && slashes(bytes, last) == 0) {
			return bytes.length;
		}
		while (i < bytes.length - 1 && (bytes[i] != '/' || bytes[i + 1] != '/')) {
			i++;
		}
		return (i < bytes.length - 1) ? i : bytes.length;
	}

	private static long slashes(byte[] bytes, int i) {
		return (slashes((long) LONG.get(bytes, i), (long) LONG.get(bytes, i + 1))
				| slashes((long) LONG.get(bytes, i + Long.BYTES), (long) LONG.get(bytes, i + Long.BYTES + 1)))
				& HIGH_BITS;
	}

	/** Sets the high bit of each byte that is a slash before another slash. */
	private static long slashes(long eight, long behind) {
		long others = eight ^ '/' * EACH | behind ^ '/' * EACH;
		return others - EACH & ~others;
	}

	/**
	 * Sets the high bit of the first byte that is markup, and of some behind it. Two
	 * characters are compared at once: with one bit set {@code <} equals {@code >}, and
	 * with another {@code "} equals {@code &}.
	 */
	private static long markup(long eight) {
		long angles = (eight | 0x02 * EACH) ^ '>' * EACH;
		long others = (eight | 0x04 * EACH) ^ '&' * EACH;
		return (angles - EACH & ~angles | others - EACH & ~others) & HIGH_BITS;
	}

}
