package io.strapper.log;

/**
 * Somebody deleted, replaced or shortened a followed log, so its offsets mean nothing any
 * more. The message is a sentence for the page.
 */
public class LogLostException extends Exception {

	private static final long serialVersionUID = 1L;

	LogLostException(Tampering tampering) {
		super(tampering.sentence());
	}

	/** What happened, as a sentence. */
	public String sentence() {
		return String.valueOf(getMessage());
	}

}
