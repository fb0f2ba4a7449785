package io.strapper.app;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier of an app: the name of its folder. What it matches is safe in a path, a
 * URL and a topic, so nothing else checks it.
 *
 * @param value 1 to 63 characters of {@code a-z}, {@code 0-9} and {@code -}, with no
 * {@code -} at either end
 */
public record AppId(String value) implements Comparable<AppId> {

	/** The regular expression that it matches. */
	public static final String SYNTAX = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

	private static final Pattern PATTERN = Pattern.compile(SYNTAX);

	/**
	 * Accepts a valid identifier.
	 * @throws IllegalArgumentException if the value is not a valid identifier
	 */
	public AppId {
		if (!PATTERN.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"Not an app identifier: use 1 to 63 of a-z, 0-9 and -, no - at the ends");
		}
	}

	/**
	 * The identifier that the text spells.
	 * @param value any text
	 * @return empty if the text is not a valid identifier
	 */
	public static Optional<AppId> parse(String value) {
		return PATTERN.matcher(value).matches() ? Optional.of(new AppId(value)) : Optional.empty();
	}

	@Override
	public int compareTo(AppId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
