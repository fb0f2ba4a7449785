package io.strapper.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a password must be, and how one is made up. */
final class Passwords {

	private static final int MIN_CHARACTERS = 12;

	/** BCrypt looks at no more. */
	private static final int MAX_BYTES = 72;

	/** No two of these look alike: 32 of them, 5 bits each. */
	private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

	private static final int MIN_DIFFERENT = 5;

	private static final String LOOKS_LIKE = "@4301!5$7";

	private static final String MEANT = "aaeoiisst";

	/** Keys as they lie beside each other; 0 comes after 9. */
	private static final String ROWS = "1234567890 qwertyuiop asdfghjkl zxcvbnm";

	private static final Set<String> COMMON = common();

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
		if (isCommon(password)) {
			return Optional.of("The password is among those that are guessed first: use a few words of your own.");
		}
		return Optional.empty();
	}

	/**
	 * Whether a password is a common one, or one varied as most people do: other case,
	 * digits that look like letters, digits and signs around it, the whole twice or more;
	 * or a row of characters that follow each other, or very few different ones.
	 */
	private static boolean isCommon(String password) {
		String plain = password.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
		return plain.chars().distinct().count() < MIN_DIFFERENT || isRow(plain) || isWord(plain)
				|| isWord(unvaried(plain)) || isWord(unvaried(bare(plain))) || isWord(unvaried(bare(once(plain))));
	}

	private static boolean isWord(String text) {
		return COMMON.contains(once(text)) || COMMON.contains(once(bare(text)));
	}

	/** Without the digits and signs around it. */
	private static String bare(String text) {
		return text.replaceAll("^[^a-z]+|[^a-z]+$", "");
	}

	private static String unvaried(String text) {
		StringBuilder letters = new StringBuilder(text);
		for (int i = 0; i < letters.length(); i++) {
			int at = LOOKS_LIKE.indexOf(letters.charAt(i));
			if (at >= 0) {
				letters.setCharAt(i, MEANT.charAt(at));
			}
		}
		return letters.toString().replaceAll("[^a-z0-9]", "");
	}

	/** What a text is the repetition of. */
	private static String once(String text) {
		for (int length = 1; length <= text.length() / 2; length++) {
			String part = text.substring(0, length);
			if (part.repeat(text.length() / length + 1).startsWith(text)) {
				return part;
			}
		}
		return text;
	}

	/** Whether nearly every character is the one after, or before, the one before it. */
	private static boolean isRow(String text) {
		long steps = IntStream.range(1, text.length())
			.filter((i) -> follows(text.charAt(i - 1), text.charAt(i)))
			.count();
		return steps * 4 >= (text.length() - 1) * 3L;
	}

	private static boolean follows(char one, char other) {
		int at = ROWS.indexOf(one);
		return Math.abs(one - other) == 1
				|| at >= 0 && (ROWS.indexOf(other) == at + 1 || ROWS.indexOf(other) == at - 1);
	}

	private static Set<String> common() {
		try (InputStream list = Passwords.class.getResourceAsStream("common-passwords.txt")) {
			if (list == null) {
				throw new IllegalStateException("common-passwords.txt is missing from the classpath");
			}
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A password of 120 random bits. */
	static String random() {
		return new SecureRandom().ints(24, 0, ALPHABET.length())
			.mapToObj((index) -> ALPHABET.substring(index, index + 1))
			.collect(Collectors.joining());
	}

}
