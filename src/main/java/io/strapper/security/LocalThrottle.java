package io.strapper.security;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** A throttle in the memory of the only server. Its memory is bounded. */
final class LocalThrottle implements Throttle {

	private final int free;

	private final Cache<String, Failures> failures = Caffeine.newBuilder()
		.maximumSize(Throttles.MOST_KEYS)
		.expireAfterWrite(Throttles.KEPT)
		.build();

	/**
	 * No failures yet.
	 * @param free attempts before the first pause
	 */
	LocalThrottle(int free) {
		this.free = free;
	}

	@Override
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
		return (pause.compareTo(Throttles.LONGEST) > 0) ? Throttles.LONGEST : pause;
	}

	@Override
	public synchronized void undo(String key) {
		Failures before = this.failures.getIfPresent(key);
		if (before != null) {
			this.failures.put(key, new Failures(before.count() - 1, Instant.EPOCH));
		}
	}

	@Override
	public synchronized void forget(String key) {
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
