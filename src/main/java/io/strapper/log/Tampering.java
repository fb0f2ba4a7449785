package io.strapper.log;

/**
 * What somebody did to a log that may only grow: its offsets mean nothing any more, and
 * the process may still be writing to a file that has no name.
 */
public enum Tampering {

	/** The file is gone. */
	DELETED("Something other than Strapper deleted the log file, so the log is not whole."),

	/** Another file has its name. */
	REPLACED("Something other than Strapper replaced the log file, so the log is not whole."),

	/** It has fewer bytes than it had. */
	SHORTENED("Something other than Strapper shortened the log file, so the log is not whole."),

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
