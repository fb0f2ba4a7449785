package io.strapper.token;

import java.time.Duration;

/** Too many invalid tokens came from one network. */
final class InvalidTokensDelayedException extends InvalidTokenException {

	private static final long serialVersionUID = 1L;

	private final Duration pause;

	/**
	 * A refusal.
	 * @param pause until the next invalid token is looked at
	 */
	InvalidTokensDelayedException(Duration pause) {
		super("Too many invalid tokens");
		this.pause = pause;
	}

	/** Seconds to wait, at least 1. */
	long seconds() {
		return this.pause.toSeconds() + 1;
	}

	/** What to do. */
	String sentence() {
		return "Too many invalid tokens came from your network. Check the token, and try again in %d seconds."
			.formatted(seconds());
	}

}
