package io.strapper.security;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Delays guesses: after some free attempts each failure doubles the pause before the next
 * attempt. An attempt during a pause is refused without a check, is not counted, and does
 * not lengthen the pause. Memory is bounded, and old failures are forgotten. Safe for use
 * by several threads.
 */
public final class Throttle {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Duration FORGET = Duration.ofHours(1);

	private static final int MOST_KEYS = 100_000;

	private final int free;

	private final Cache<String, Failures> failures = Caffeine.newBuilder()
		.maximumSize(MOST_KEYS)
		.expireAfterWrite(FORGET)
		.build();

	/**
	 * No failures yet.
	 * @param free attempts before the first pause
	 */
	public Throttle(int free) {
		this.free = free;
	}

	/**
	 * Counts an attempt as a failure until its success is known, so that each of many
	 * simultaneous attempts counts.
	 * @param key who attempts
	 * @param now the time
	 * @return zero if the attempt may be made (it is now counted as failed), else the
	 * remaining pause; a refused attempt is not counted
	 */
	public synchronized Duration attempt(String key, Instant now) {
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

	/** Takes back an attempt that did not fail. */
	public synchronized void undo(String key) {
		Failures before = this.failures.getIfPresent(key);
		if (before != null) {
			this.failures.put(key, new Failures(before.count() - 1, Instant.EPOCH));
		}
	}

	/** Forgets all failures of a key. */
	synchronized void forget(String key) {
		this.failures.invalidate(key);
	}

	/**
	 * The failures of a key.
	 *
	 * @param count how many
	 * @param until when the next attempt may be made
	 */
	private record Failures(int count, Instant until) {

	}

}
