package io.strapper.hook;

import java.time.Duration;

import io.strapper.language.Sentence;
import io.strapper.user.RefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What somebody has sent who wants a secret. Nothing of it has been checked.
 *
 * @param previousExpiresIn how long the secret before stays valid: a duration like
 * {@code 24h}, {@code 7d} or {@code PT1H}, 7 days at most; {@code 0s}: no longer
 */
record SecretRequest(@Nullable String previousExpiresIn) {

	private static final Duration LONGEST = Duration.ofDays(7);

	/**
	 * How long the secret before stays valid.
	 * @throws RefusedException if that was not said
	 */
	Duration previousFor() {
		try {
			Duration duration = DurationStyle.detectAndParse(String.valueOf(this.previousExpiresIn));
			if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// Said below
		}
		throw new RefusedException(Sentence.of("problem.hook-secret.previous"));
	}

}
