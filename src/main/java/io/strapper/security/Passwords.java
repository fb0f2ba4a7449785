package io.strapper.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a password must be, and how one is made up. */
final class Passwords {

	private static final int MIN_CHARACTERS = 12;

	/** BCrypt looks at no more. */
	private static final int MAX_BYTES = 72;

	/** No two of these look alike: 32 of them, 5 bits each. */
	private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

	private Passwords() {
	}

	/**
	 * What is wrong with a password.
	 * @param password any text
	 * @return a sentence that says what to do, or empty if nothing is wrong
	 */
	static Optional<String> problem(String password) {
		if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
			return Optional.of("The password is too short: use at least 12 characters.");
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return Optional.of("The password is too long: use at most 72 bytes, which are 72 letters without accents.");
		}
		return Optional.empty();
	}

	/** A password of 120 random bits. */
	static String random() {
		return new SecureRandom().ints(24, 0, ALPHABET.length())
			.mapToObj((index) -> ALPHABET.substring(index, index + 1))
			.collect(Collectors.joining());
	}

}
