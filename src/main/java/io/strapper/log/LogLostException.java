package io.strapper.log;

/**
 * A followed log shrank, vanished or was replaced, so its offsets mean nothing any more.
 * The message is a sentence for the page.
 */
public class LogLostException extends Exception {

	private static final long serialVersionUID = 1L;

	LogLostException(String message) {
		super(message);
	}

	/** What happened, as a sentence. */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
