package io.strapper.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a token: {@code strp_}, 256 random bits as 43 digits to the base 62, and
 * their CRC-32 as 6 more. Scanners for secrets recognise it by the prefix and verify it
 * by the checksum, without asking a server.
 */
final class TokenText {

	private static final String PREFIX = "strp_";

	private static final int RANDOM_BITS = 256;

	private static final int RANDOM_DIGITS = 43;

	private static final int CHECKSUM_DIGITS = 6;

	private static final Pattern PATTERN = Pattern
		.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECKSUM_DIGITS) + "}");

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

	private static final SecureRandom RANDOM = new SecureRandom();

	private TokenText() {
	}

	/** A new token. */
	static String random() {
		String random = digits(new BigInteger(RANDOM_BITS, RANDOM), RANDOM_DIGITS);
		return PREFIX + random + checksum(random);
	}

	/**
	 * Whether a text can be a token. One with a typing error, and most that were made up,
	 * cannot.
	 * @param text any text
	 */
	static boolean isWellFormed(String text) {
		if (!PATTERN.matcher(text).matches()) {
			return false;
		}
		int end = PREFIX.length() + RANDOM_DIGITS;
		return text.substring(end).equals(checksum(text.substring(PREFIX.length(), end)));
	}

	private static String checksum(String random) {
		CRC32 checksum = new CRC32();
		checksum.update(random.getBytes(StandardCharsets.US_ASCII));
		return digits(BigInteger.valueOf(checksum.getValue()), CHECKSUM_DIGITS);
	}

	private static String digits(BigInteger number, int length) {
		StringBuilder digits = new StringBuilder(length);
		BigInteger rest = number;
		for (int i = 0; i < length; i++) {
			digits.append(DIGITS.charAt(rest.mod(BASE).intValue()));
			rest = rest.divide(BASE);
		}
		return digits.reverse().toString();
	}

}
