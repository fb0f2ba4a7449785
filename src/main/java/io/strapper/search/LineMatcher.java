package io.strapper.search;

/** Finds the matches in one line after another. Not thread-safe. */
interface LineMatcher {

	/**
	 * Finds the matches, leftmost first; empty ones do not count.
	 * @param line the line's text in UTF-8
	 * @param spans takes where each match starts and ends, in UTF-16 units
	 * @return how many matches there are
	 */
	int find(byte[] line, Spans spans);

	/** Whether a line has more matches than were found. */
	boolean capped();

	/** The work done so far, in steps: looks at a character or at an instruction. */
	long steps();

	/** Takes matches. */
	@FunctionalInterface
	interface Spans {

		/**
		 * Takes a match.
		 * @param start where it starts
		 * @param end where it ends
		 */
		void span(int start, int end);

	}

}
