package io.strapper.notify;

import java.time.Duration;

/**
 * A notice was not delivered. The message is a sentence on why, in which nothing is
 * secret: no address, and nothing that a receiver has answered but its status.
 */
class UndeliveredException extends Exception {

	private static final long serialVersionUID = 1L;

	private final boolean forGood;

	private final Duration pause;

	/** It may be delivered later. */
	UndeliveredException(String sentence) {
		this(sentence, false, Duration.ZERO);
	}

	private UndeliveredException(String sentence, boolean forGood, Duration pause) {
		super(sentence);
		this.forGood = forGood;
		this.pause = pause;
	}

	/** Another try would end alike. */
	static UndeliveredException forGood(String sentence) {
		return new UndeliveredException(sentence, true, Duration.ZERO);
	}

	/** The receiver wants to be left alone for a time. */
	static UndeliveredException after(String sentence, Duration pause) {
		return new UndeliveredException(sentence, false, pause);
	}

	String sentence() {
		return String.valueOf(getMessage());
	}

	boolean isForGood() {
		return this.forGood;
	}

	/** The shortest pause before the next try. */
	Duration pause() {
		return this.pause;
	}

}
