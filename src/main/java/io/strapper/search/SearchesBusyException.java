package io.strapper.search;

/** So many searches go on that this one has to wait. */
public class SearchesBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public SearchesBusyException() {
		super("Too many searches are running. Try again in " + seconds() + " seconds.");
	}

	/** When to try again: by then the searches that nobody waits for have ended. */
	public static long seconds() {
		return OngoingSearch.ABANDONED.toSeconds();
	}

}
