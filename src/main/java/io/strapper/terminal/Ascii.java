package io.strapper.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches bytes of text, eight at a time: one bit for each byte tells what it is.
 */
final class Ascii {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long EACH = 0x0101_0101_0101_0101L;

	private static final long HIGH_BITS = 0x80 * EACH;

	private Ascii() {
	}

	/** The index of the first byte that is not between 0x20 and 0x7E, or {@code to}. */
	static int endOfPrintable(byte[] bytes, int from, int to) {
		int i = from;
		for (; i <= to - Long.BYTES; i += Long.BYTES) {
			long eight = (long) LONG.get(bytes, i);
			// Below 0x20 the difference borrows into the high bit, above 0x7E the sum
			// carries there.
			long others = (eight - 0x20 * EACH | eight + EACH | eight) & HIGH_BITS;
			if (others != 0) {
				return i + (Long.numberOfTrailingZeros(others) >>> 3);
			}
		}
		while (i < to && bytes[i] >= 0x20 && bytes[i] < 0x7F) {
			i++;
		}
		return i;
	}

	/** The index of the first byte that is one of {@code & < > "}, or {@code to}. */
	static int indexOfMarkup(byte[] bytes, int from, int to) {
		int last = to - Long.BYTES;
		int i = from;
		while (i < last && markup((long) LONG.get(bytes, i)) == 0) {
			i += Long.BYTES;
		}
		if (i >= last && last >= from && markup((long) LONG.get(bytes, last)) == 0) {
			return to;
		}
		while (i < to && (bytes[i] | 0x02) != '>' && (bytes[i] | 0x04) != '&') {
			i++;
		}
		return i;
	}

	/** Whether two slashes may follow each other. */
	static boolean hasSlashes(byte[] bytes) {
		int last = bytes.length - Long.BYTES;
		// The last of eight bytes is the first of the next eight
		for (int i = 0; i < last; i += Long.BYTES - 1) {
			if (slashes((long) LONG.get(bytes, i)) != 0) {
				return true;
			}
		}
		if (last >= 0) {
			return slashes((long) LONG.get(bytes, last)) != 0;
		}
		for (int i = 1; i < bytes.length; i++) {
			if (bytes[i - 1] == '/' && bytes[i] == '/') {
				return true;
			}
		}
		return false;
	}

	private static long slashes(long eight) {
		long others = eight ^ '/' * EACH;
		long slashes = others - EACH & ~others & HIGH_BITS;
		return slashes & slashes >>> 8;
	}

	/**
	 * Not 0 if there is markup: with one bit set {@code <} is {@code >}, and {@code "} is
	 * {@code &}.
	 */
	private static long markup(long eight) {
		long angles = (eight | 0x02 * EACH) ^ '>' * EACH;
		long others = (eight | 0x04 * EACH) ^ '&' * EACH;
		return (angles - EACH & ~angles | others - EACH & ~others) & HIGH_BITS;
	}

}
