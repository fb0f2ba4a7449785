package io.strapper.user;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.strapper.language.Sentence;

/** Judges passwords, and makes random ones. */
final class Passwords {

	private static final int MIN_CHARACTERS = 12;

	/** BCrypt ignores the bytes after these. */
	private static final int MAX_BYTES = 72;

	/**
	 * zxcvbn's time grows faster than the length; 32 characters take it 0.2 s at most.
	 */
	private static final int JUDGED_CHARACTERS = 32;

	/** zxcvbn's score for 10⁸ guesses and more; the best score is 4. */
	private static final int MIN_SCORE = 3;

	/** No two of these look alike: 32 of them, 5 bits each. */
	private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

	private Passwords() {
	}

	/**
	 * Judges a password.
	 * @param password any text
	 * @return a sentence that says what to do, or empty if nothing is wrong
	 */
	static Optional<Sentence> problem(String password) {
		if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
			return Optional.of(Sentence.of("problem.password.short"));
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return Optional.of(Sentence.of("problem.password.long"));
		}
		if (isEasy(password)) {
			return Optional.of(Sentence.of("problem.password.easy"));
		}
		return Optional.empty();
	}

	private static boolean isEasy(String password) {
		String start = password.substring(0, Math.min(JUDGED_CHARACTERS, password.length()));
		// Created for each use, since its dictionaries take 10 MB and passwords are
		// rarely set.
		return new Zxcvbn().measure(start, List.of("strapper")).getScore() < MIN_SCORE;
	}

	/** A password of 120 random bits. */
	static String random() {
		return new SecureRandom().ints(24, 0, ALPHABET.length())
			.mapToObj((index) -> ALPHABET.substring(index, index + 1))
			.collect(Collectors.joining());
	}

}
