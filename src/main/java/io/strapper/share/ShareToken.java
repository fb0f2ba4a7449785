package io.strapper.share;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The token of a link: 192 random bits as 32 characters of base64url. */
final class ShareToken {

	private static final int BYTES = 24;

	private static final Pattern PATTERN = Pattern.compile("[0-9A-Za-z_-]{32}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private ShareToken() {
	}

	/** A new token. */
	static String random() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Whether a text can be a token.
	 * @param text any text
	 */
	static boolean isWellFormed(String text) {
		return PATTERN.matcher(text).matches();
	}

}
