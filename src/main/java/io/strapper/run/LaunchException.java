package io.strapper.run;

/** A process cannot be started; the message says why in one sentence. */
class LaunchException extends Exception {

	private static final long serialVersionUID = 1L;

	LaunchException(String sentence) {
		super(sentence);
	}

	LaunchException(String sentence, Throwable cause) {
		super(sentence, cause);
	}

}
