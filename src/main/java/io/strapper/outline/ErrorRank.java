package io.strapper.outline;

/** What a line says about how a run went; of errors the best rank comes first. */
enum ErrorRank {

	/** What is wrong, and where. */
	CAUSE,
	/** Something is wrong. */
	ERROR,
	/** A command of the shell could not do something. */
	COMMAND,
	/** A weak sign. */
	WEAK,
	/** What stands at the end, after the cause. */
	CLOSING,
	/** A warning. */
	WARNING,
	/** A tool ended well. */
	SUCCESS,
	/** Nothing. */
	NEVER;

	boolean isBetterThan(ErrorRank other) {
		return compareTo(other) < 0;
	}

}
