package io.strapper.share;

import java.time.Duration;

/** Too many links that nobody has made came from one network. */
final class GuessesDelayedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration pause;

	/**
	 * A refusal.
	 * @param pause until the next such link is looked at
	 */
	GuessesDelayedException(Duration pause) {
		super("Too many unknown links");
		this.pause = pause;
	}

	/** Seconds to wait, at least 1. */
	long seconds() {
		return this.pause.toSeconds() + 1;
	}

}
