package io.strapper.security;

import java.time.Duration;
import java.time.Instant;

/**
 * Delays guesses: after some free attempts each failure doubles the pause before the next
 * attempt, up to five minutes. An attempt during a pause is refused without a check, is
 * not counted, and does not lengthen the pause. Failures are forgotten after an hour
 * without another one. Safe for use by several threads.
 */
public interface Throttle {

	/**
	 * Counts an attempt as a failure until its success is known, so that each of many
	 * simultaneous attempts counts.
	 * @param key who attempts, 64 characters at most
	 * @param now the time
	 * @return zero if the attempt may be made (it is now counted as failed), else the
	 * remaining pause; a refused attempt is not counted
	 */
	Duration attempt(String key, Instant now);

	/** Takes back an attempt that did not fail. */
	void undo(String key);

	/** Forgets all failures of a key. */
	void forget(String key);

}
