package io.strapper.log;

/**
 * A change from outside to a log, which may only grow. After it offsets mean nothing any
 * more, and the process may still be writing to a deleted file.
 */
public enum Tampering {

	/** The file is gone. */
	DELETED("The log file was deleted from outside Strapper, so the log is incomplete."),

	/** Another file has its name. */
	REPLACED("The log file was replaced from outside Strapper, so the log is incomplete."),

	/** It has fewer bytes than it had. */
	SHORTENED("The log file was shortened from outside Strapper, so the log is incomplete."),

	/** A pipe, for example, which would let its reader wait for ever. */
	NOT_A_FILE("The log is not a regular file, so it cannot be read.");

	private final String sentence;

	Tampering(String sentence) {
		this.sentence = sentence;
	}

	/** What happened, as a sentence for people. */
	public String sentence() {
		return this.sentence;
	}

}
