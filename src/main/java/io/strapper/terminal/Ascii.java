package io.strapper.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds runs of printable ASCII, eight bytes at a time.
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

}
