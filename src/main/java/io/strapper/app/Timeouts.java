package io.strapper.app;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Timeouts as people write them: {@code 90s}, {@code 30m}, {@code 1h30m}, or ISO 8601's
 * {@code PT30M}.
 */
final class Timeouts {

	private static final Duration MAX = Duration.ofDays(30);

	private static final Pattern SHORT = Pattern.compile("(?=\\d)(\\d{1,7}h)?(\\d{1,7}m)?(\\d{1,7}s)?");

	private Timeouts() {
	}

	/**
	 * The timeout that a text spells.
	 * @param text any text
	 * @return empty if it spells none, or none between a moment and 30 days
	 */
	static Optional<Duration> parse(String text) {
		String spelled = text.strip().toUpperCase(Locale.ROOT);
		boolean iso = !SHORT.matcher(spelled.toLowerCase(Locale.ROOT)).matches();
		try {
			Duration timeout = Duration.parse(iso ? spelled : "PT" + spelled);
			return (timeout.isZero() || timeout.isNegative() || timeout.compareTo(MAX) > 0) ? Optional.empty()
					: Optional.of(timeout);
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
