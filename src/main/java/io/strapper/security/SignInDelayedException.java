package io.strapper.security;

import java.time.Duration;

import io.strapper.language.Sentence;

/** A password is not checked now: the attempt does not count, and may be made later. */
final class SignInDelayedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration pause;

	private final boolean busy;

	private SignInDelayedException(Duration pause, boolean busy) {
		this.pause = pause;
		this.busy = busy;
	}

	/** Too many attempts failed. */
	static SignInDelayedException guessed(Duration pause) {
		return new SignInDelayedException(pause, false);
	}

	/** The server, or the user's share of it, is busy with other passwords. */
	static SignInDelayedException busy() {
		return new SignInDelayedException(Duration.ofSeconds(4), true);
	}

	/** Whether other attempts are the reason, not failures. */
	boolean isBusy() {
		return this.busy;
	}

	/** Seconds to wait, at least 1. */
	long seconds() {
		return this.pause.toSeconds() + 1;
	}

	/** What to do. */
	Sentence sentence() {
		return this.busy ? Sentence.of("problem.sign-in.busy", seconds())
				: Sentence.counting("problem.sign-in.guessed", seconds());
	}

	@Override
	public String getMessage() {
		return sentence().toString();
	}

}
