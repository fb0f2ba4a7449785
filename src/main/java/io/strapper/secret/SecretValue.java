package io.strapper.secret;

import java.util.Arrays;

/**
 * A value that nobody may see.
 *
 * @param bytes the value
 * @param declared whether a log declared it
 */
record SecretValue(byte[] bytes, boolean declared) implements Comparable<SecretValue> {

	@Override
	public int compareTo(SecretValue other) {
		int order = Boolean.compare(this.declared, other.declared);
		return (order != 0) ? order : Arrays.compare(this.bytes, other.bytes);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SecretValue value && compareTo(value) == 0;
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/** Without the bytes. */
	@Override
	public String toString() {
		return "A secret of " + this.bytes.length + " bytes";
	}

}
