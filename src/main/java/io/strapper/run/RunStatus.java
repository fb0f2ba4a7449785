package io.strapper.run;

import java.util.Locale;

/** Where a run stands. Once it is not {@link #RUNNING} it never changes again. */
public enum RunStatus {

	/** The process has not ended, as far as is known. */
	RUNNING,

	/** The process ended with exit code 0. */
	SUCCEEDED,

	/** The process ended with another exit code, or could not be started. */
	FAILED,

	/** Somebody cancelled the run, whatever its exit code. */
	CANCELLED,

	/** The run took longer than its timeout allows. */
	TIMED_OUT,

	/** The process is gone, and its exit code is unknown. */
	LOST;

	/**
	 * The status in JSON, CSS classes and the database.
	 * @return the name in lower case, words joined by {@code -}
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The status with a label.
	 * @param label what {@link #label()} gave
	 * @throws IllegalArgumentException if no status has that label
	 */
	public static RunStatus of(String label) {
		return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** Whether the run has ended. */
	public boolean ended() {
		return this != RUNNING;
	}

}
