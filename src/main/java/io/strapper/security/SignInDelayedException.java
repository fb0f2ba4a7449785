package io.strapper.security;

import java.time.Duration;

/** A password is not checked now: the attempt does not count, and may be made later. */
final class SignInDelayedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration pause;

	private final boolean busy;

	private SignInDelayedException(String message, Duration pause, boolean busy) {
		super(message);
		this.pause = pause;
		this.busy = busy;
	}

	/** Too many attempts failed. */
	static SignInDelayedException guessed(Duration pause) {
		return new SignInDelayedException("Too many failed sign-ins", pause, false);
	}

	/** The server, or the user's share of it, is busy with other passwords. */
	static SignInDelayedException busy() {
		return new SignInDelayedException("The server is busy", Duration.ofSeconds(4), true);
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
	String sentence() {
		return getMessage()
				+ ((seconds() == 1) ? ". Try again in a second." : ". Try again in %d seconds.".formatted(seconds()));
	}

}
