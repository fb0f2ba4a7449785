package io.strapper.share;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.strapper.language.Sentence;
import io.strapper.user.RefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What somebody has sent who wants a link. Nothing of it has been checked.
 *
 * @param from number of the first line, from 0
 * @param to number of the last line
 * @param expiresIn a duration like {@code 24h}, {@code 7d} or {@code PT1H}, or null
 * @param expiresAt ISO 8601 with an offset, or null
 */
record ShareRequest(@Nullable Long from, @Nullable Long to, @Nullable String expiresIn, @Nullable String expiresAt) {

	static final int MOST_LINES = 10_000;

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(90);

	private static final Duration USUAL = Duration.ofDays(7);

	/** Between a client's clock and ours, and for the request to come. */
	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	/**
	 * Checks everything that can be checked without knowing the log.
	 * @throws RefusedException if something is wrong
	 */
	Wanted checked(Instant now) {
		if (this.from == null || this.to == null || this.from < 0 || this.to < this.from) {
			throw new RefusedException(Sentence.of("problem.share.range"));
		}
		if (this.to - this.from >= MOST_LINES) {
			throw new RefusedException(Sentence.counting("problem.share.most", MOST_LINES));
		}
		return new Wanted(this.from, this.to, expiry(now));
	}

	private Instant expiry(Instant now) {
		if (this.expiresIn != null && this.expiresAt != null) {
			throw new RefusedException(Sentence.of("problem.share.both"));
		}
		Instant expiry = (this.expiresAt != null) ? time(this.expiresAt)
				: now.plus((this.expiresIn != null) ? duration(this.expiresIn) : USUAL);
		if (expiry.isBefore(now.plus(SHORTEST).minus(TOLERANCE)) || expiry.isAfter(now.plus(LONGEST).plus(TOLERANCE))) {
			throw new RefusedException(Sentence.of("problem.share.term"));
		}
		return expiry;
	}

	private static Instant time(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw new RefusedException(Sentence.of("problem.token.time"));
		}
	}

	private static Duration duration(String text) {
		try {
			Duration duration = DurationStyle.detectAndParse(text);
			// Far beyond, adding it would overflow
			return (duration.abs().compareTo(LONGEST.multipliedBy(2)) < 0) ? duration : LONGEST.multipliedBy(2);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new RefusedException(Sentence.of("problem.share.duration"));
		}
	}

	/**
	 * A link that somebody wants.
	 *
	 * @param from number of the first line, from 0
	 * @param to number of the last line
	 * @param expiresAt when it stops being valid, UTC
	 */
	record Wanted(long from, long to, Instant expiresAt) {

		/** How many lines it shows. */
		long count() {
			return this.to - this.from + 1;
		}

	}

}
