package io.strapper.home;

/**
 * The server cannot start, for a reason that an administrator can correct. The message is
 * one sentence: the reason, and what to do.
 */
public class CannotStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public CannotStartException(String sentence) {
		super(sentence);
	}

	public CannotStartException(String sentence, Throwable cause) {
		super(sentence, cause);
	}

	/** The sentence that is printed in place of a stack trace. */
	String sentence() {
		return String.valueOf(getMessage());
	}

}
