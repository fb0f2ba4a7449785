package io.strapper.search;

/** An expression is invalid or too long; the message is a sentence that says why. */
public class UnreadableExpressionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableExpressionException(String message) {
		super(message);
	}

}
