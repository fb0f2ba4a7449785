package io.strapper.terminal;

/**
 * Decodes UTF-8 byte by byte as the WHATWG Encoding Standard does: each longest prefix of
 * a character that goes wrong is one U+FFFD, and the byte that broke it is looked at
 * again.
 */
final class Utf8 {

	/** What {@link #next} returns while a character is not complete. */
	static final int INCOMPLETE = -1;

	/**
	 * What {@link #next} returns if the bytes so far are wrong and this one begins anew.
	 */
	static final int BROKEN = -2;

	static final int REPLACEMENT = 0xFFFD;

	private int codePoint;

	private int needed;

	private int lowest = 0x80;

	private int highest = 0xBF;

	/** Whether the next byte begins a character. */
	boolean atStart() {
		return this.needed == 0;
	}

	/**
	 * Takes a byte.
	 * @param octet 0 to 255
	 * @return a code point, {@link #INCOMPLETE}, or {@link #BROKEN}: give the byte again
	 */
	int next(int octet) {
		if (this.needed == 0) {
			return start(octet);
		}
		if (octet < this.lowest || octet > this.highest) {
			reset();
			return BROKEN;
		}
		this.lowest = 0x80;
		this.highest = 0xBF;
		this.codePoint = this.codePoint << 6 | octet & 0x3F;
		return (--this.needed == 0) ? this.codePoint : INCOMPLETE;
	}

	private int start(int octet) {
		if (octet < 0x80) {
			return octet;
		}
		if (octet < 0xC2 || octet > 0xF4) {
			return REPLACEMENT;
		}
		if (octet < 0xE0) {
			this.needed = 1;
			this.codePoint = octet & 0x1F;
		}
		else if (octet < 0xF0) {
			// No overlong form, no surrogate
			this.lowest = (octet == 0xE0) ? 0xA0 : 0x80;
			this.highest = (octet == 0xED) ? 0x9F : 0xBF;
			this.needed = 2;
			this.codePoint = octet & 0xF;
		}
		else {
			// No overlong form, nothing above U+10FFFF
			this.lowest = (octet == 0xF0) ? 0x90 : 0x80;
			this.highest = (octet == 0xF4) ? 0x8F : 0xBF;
			this.needed = 3;
			this.codePoint = octet & 0x7;
		}
		return INCOMPLETE;
	}

	private void reset() {
		this.needed = 0;
		this.lowest = 0x80;
		this.highest = 0xBF;
	}

}
