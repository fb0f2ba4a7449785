package io.strapper.run;

/**
 * A run that is still active has changed: its end was requested, a warning was added or
 * withdrawn, or its log was found damaged.
 *
 * @param run the run as it is recorded now
 */
public record RunChanged(Run run) {

	/**
	 * A run waits for input at its terminal, where nobody sits. Published when that is
	 * seen, and again when the question changes.
	 *
	 * @param run the run as it is recorded now, whose warning tells the question
	 */
	public record ToWaiting(Run run) {
	}

	/**
	 * Another node has told that a run was started there, has changed or has ended. Only
	 * what is shown of the run changes here.
	 *
	 * @param run the run as it is recorded now
	 */
	public record Elsewhere(Run run) {
	}

}
