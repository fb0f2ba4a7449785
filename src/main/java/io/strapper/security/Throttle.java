package io.strapper.security;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Lets whoever guesses wait: some attempts are free, after that each failure doubles the
 * pause until the next. An attempt during a pause is not an attempt: it is refused unseen
 * and makes the pause no longer. Bounded in memory, and forgets. Safe for use by several
 * threads.
 */
final class Throttle {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Duration FORGET = Duration.ofHours(1);

	private static final int MOST_KEYS = 100_000;

	private final int free;

	private final Cache<String, Failures> failures = Caffeine.newBuilder()
		.maximumSize(MOST_KEYS)
		.expireAfterWrite(FORGET)
		.build();

	/**
	 * Lets guess.
	 * @param free how many failures have no pause after them
	 */
	Throttle(int free) {
		this.free = free;
	}

	/**
	 * Counts an attempt as a failure until it is known to be none: many that are made at
	 * once are many.
	 * @param key who attempts
	 * @param now what time it is
	 * @return zero, or how long that attempt has to wait: it is none yet
	 */
	synchronized Duration attempt(String key, Instant now) {
		Failures before = this.failures.getIfPresent(key);
		if (before != null && before.until().isAfter(now)) {
			return Duration.between(now, before.until());
		}
		int count = (before != null) ? before.count() + 1 : 1;
		this.failures.put(key, new Failures(count, now.plus(pauseAfter(count))));
		return Duration.ZERO;
	}

	private Duration pauseAfter(int count) {
		int over = count - this.free;
		if (over < 0) {
			return Duration.ZERO;
		}
		Duration pause = Duration.ofSeconds(1L << Math.min(over, 20));
		return (pause.compareTo(LONGEST) > 0) ? LONGEST : pause;
	}

	/** Takes an attempt back that was no failure. */
	synchronized void undo(String key) {
		Failures before = this.failures.getIfPresent(key);
		if (before != null) {
			this.failures.put(key, new Failures(before.count() - 1, Instant.EPOCH));
		}
	}

	/** Lets somebody begin anew. */
	synchronized void forget(String key) {
		this.failures.invalidate(key);
	}

	/**
	 * What went wrong so far.
	 *
	 * @param count how often
	 * @param until when the next attempt may be made
	 */
	private record Failures(int count, Instant until) {

	}

}
