package io.strapper.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A variable with a value that nobody may see.
 *
 * @param name the variable
 * @param bytes its value, UTF-8 as a rule
 */
public record Secret(String name, byte[] bytes) {

	/** The value as the process gets it. */
	public String value() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/** Whether one of its lines is long enough to be recognised in a log. */
	boolean isLongEnough() {
		return value().lines().anyMatch((line) -> line.codePointCount(0, line.length()) >= Encodings.SHORTEST);
	}

	SecretValue toValue() {
		return new SecretValue(this.bytes, false);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Secret secret && this.name.equals(secret.name)
				&& Arrays.equals(this.bytes, secret.bytes);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	/** Without the value. */
	@Override
	public String toString() {
		return "Secret " + this.name;
	}

}
