package io.strapper.log;

/**
 * What somebody did to a log that may only grow: its offsets mean nothing any more, and
 * the process may still be writing to a file that has no name.
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
