package io.strapper.terminal.text;

/**
 * UTF-8: a decoder that keeps an unfinished character for the bytes to come. Malformed
 * input becomes U+FFFD by the rule of Unicode and the WHATWG: one for each maximal part
 * that begins a character. So do U+0080 to U+009F, the control functions of C1: in UTF-8
 * output they are the result of a wrong charset, and no tool controls a terminal by them.
 */
public final class Utf8 {

	/** U+FFFD, which stands for malformed input. */
	public static final int REPLACEMENT = 0xFFFD;

	/** No character is complete yet. */
	public static final int INCOMPLETE = -1;

	/**
	 * The character is malformed: U+FFFD stands for it, and the byte is still to be
	 * decoded.
	 */
	public static final int BROKEN = -2;

	private int codePoint;

	private int needed;

	private int lower = 0x80;

	private int upper = 0xBF;

	/** Whether a character has begun and is not complete. */
	public boolean unfinished() {
		return this.needed > 0;
	}

	/** Takes a byte and gives a code point, {@link #INCOMPLETE} or {@link #BROKEN}. */
	public int decode(int octet) {
		if (this.needed == 0) {
			return begin(octet);
		}
		if (octet < this.lower || octet > this.upper) {
			expect(0, 0, 0x80, 0xBF);
			return BROKEN;
		}
		expect(this.needed - 1, this.codePoint << 6 | octet & 0x3F, 0x80, 0xBF);
		return (this.needed > 0) ? INCOMPLETE : (this.codePoint > 0x9F) ? this.codePoint : REPLACEMENT;
	}

	private int begin(int octet) {
		if (octet < 0x80) {
			return octet;
		}
		if (octet < 0xC2 || octet > 0xF4) {
			return REPLACEMENT;
		}
		if (octet < 0xE0) {
			expect(1, octet & 0x1F, 0x80, 0xBF);
		}
		else if (octet < 0xF0) {
			expect(2, octet & 0xF, (octet == 0xE0) ? 0xA0 : 0x80, (octet == 0xED) ? 0x9F : 0xBF);
		}
		else {
			expect(3, octet & 0x7, (octet == 0xF0) ? 0x90 : 0x80, (octet == 0xF4) ? 0x8F : 0xBF);
		}
		return INCOMPLETE;
	}

	/** The code point that begins at a byte of well-formed UTF-8. */
	public static int codePoint(byte[] bytes, int at) {
		int first = bytes[at] & 0xFF;
		if (first < 0x80) {
			return first;
		}
		int count = (first < 0xE0) ? 1 : (first < 0xF0) ? 2 : 3;
		int codePoint = first & 0x3F >> count;
		for (int i = 1; i <= count; i++) {
			codePoint = codePoint << 6 | bytes[at + i] & 0x3F;
		}
		return codePoint;
	}

	/**
	 * Decodes well-formed UTF-8.
	 * @param bytes holds it from its begin
	 * @param length how many bytes it has
	 * @param into has room for as many UTF-16 units
	 * @return how many UTF-16 units there are
	 */
	static int decode(byte[] bytes, int length, char[] into) {
		int units = 0;
		int next = 0;
		while (next < length) {
			int end = Ascii.endOfPrintable(bytes, next, length);
			for (int i = next; i < end; i++) {
				into[units + i - next] = (char) bytes[i];
			}
			units += end - next;
			next = end;
			if (next < length) {
				int codePoint = codePoint(bytes, next);
				units += Character.toChars(codePoint, into, units);
				next += length(codePoint);
			}
		}
		return units;
	}

	private static int length(int codePoint) {
		return (codePoint < 0x80) ? 1 : (codePoint < 0x800) ? 2 : (codePoint < 0x10000) ? 3 : 4;
	}

	/** Encodes a code point; returns the index for the next one. */
	public static int encode(int codePoint, byte[] into, int at) {
		if (codePoint < 0x80) {
			into[at] = (byte) codePoint;
			return at + 1;
		}
		if (codePoint < 0x800) {
			into[at] = (byte) (0xC0 | codePoint >> 6);
			return continuation(codePoint, 1, into, at + 1);
		}
		if (codePoint < 0x10000) {
			into[at] = (byte) (0xE0 | codePoint >> 12);
			return continuation(codePoint, 2, into, at + 1);
		}
		into[at] = (byte) (0xF0 | codePoint >> 18);
		return continuation(codePoint, 3, into, at + 1);
	}

	private static int continuation(int codePoint, int count, byte[] into, int at) {
		for (int i = count - 1; i >= 0; i--) {
			into[at + count - 1 - i] = (byte) (0x80 | codePoint >> 6 * i & 0x3F);
		}
		return at + count;
	}

	private void expect(int needed, int codePoint, int lower, int upper) {
		this.needed = needed;
		this.codePoint = codePoint;
		this.lower = lower;
		this.upper = upper;
	}

	/**
	 * The unfinished character, from which {@link #restore} goes on.
	 * @return a number; every decoder without an unfinished character gives the same
	 */
	public long state() {
		return (long) this.codePoint << 24 | this.upper << 16 | this.lower << 8 | this.needed;
	}

	/**
	 * Goes on with an unfinished character.
	 * @param state what {@link #state()} of another decoder gave
	 */
	public void restore(long state) {
		expect((int) state & 0xFF, (int) (state >>> 24), (int) (state >>> 8) & 0xFF, (int) (state >>> 16) & 0xFF);
	}

}
