package io.strapper.search;

/** Too many searches go on: this one has to wait. */
public class SearchesBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public SearchesBusyException() {
		super("Too many searches are running. Try again in " + seconds() + " seconds.");
	}

	/**
	 * Seconds to wait before the next attempt: by then the abandoned searches have ended.
	 */
	public static long seconds() {
		return OngoingSearch.ABANDONED.toSeconds();
	}

}
