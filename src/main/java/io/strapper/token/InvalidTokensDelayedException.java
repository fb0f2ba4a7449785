package io.strapper.token;

import java.time.Duration;

import io.strapper.language.Sentence;

/** Too many invalid tokens came from one network. */
final class InvalidTokensDelayedException extends InvalidTokenException {

	private static final long serialVersionUID = 1L;

	private final Duration pause;

	/**
	 * A refusal.
	 * @param pause until the next invalid token is looked at
	 */
	InvalidTokensDelayedException(Duration pause) {
		super(Sentence.of("problem.token.wait", pause.toSeconds() + 1));
		this.pause = pause;
	}

	/** Seconds to wait, at least 1. */
	long seconds() {
		return this.pause.toSeconds() + 1;
	}

}
