package io.strapper.search;

/** There is no looking for what was typed; the message says why, as a sentence. */
public class UnreadableExpressionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableExpressionException(String message) {
		super(message);
	}

}
