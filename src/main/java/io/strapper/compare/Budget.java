package io.strapper.compare;

/** How many steps an alignment may still take. Not thread-safe. */
final class Budget {

	private long left;

	/**
	 * A budget.
	 * @param steps a few nanoseconds each
	 */
	Budget(long steps) {
		this.left = steps;
	}

	/** Takes steps; false once there are no more. */
	boolean take(long steps) {
		this.left -= steps;
		return this.left >= 0;
	}

}
