package io.strapper.search;

/** Finds the matches in one line after another. Not for several threads at once. */
interface LineMatcher {

	/**
	 * Finds the matches, leftmost first; those of nothing do not count.
	 * @param line the line's text in UTF-8
	 * @param spans takes where each match starts and ends, in UTF-16 units
	 * @return how many matches there are
	 */
	int find(byte[] line, Spans spans);

	/** Whether a line held more matches than were found. */
	boolean capped();

	/** How much work was done so far: in looks at a character or at an instruction. */
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
