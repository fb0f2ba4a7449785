package io.strapper.secret;

import java.util.Arrays;

/**
 * Bytes to look for in a log.
 *
 * @param bytes the bytes
 * @param hidden how many of the last of them are hidden
 */
record Pattern(byte[] bytes, int hidden) {

	static Pattern of(byte[] bytes) {
		return new Pattern(bytes, bytes.length);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Pattern pattern && this.hidden == pattern.hidden
				&& Arrays.equals(this.bytes, pattern.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/** Without the bytes, which are secret. */
	@Override
	public String toString() {
		return "Pattern of " + this.bytes.length + " bytes";
	}

}
