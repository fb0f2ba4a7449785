package io.strapper.live;

/** There is no such thing, or this user may not see it: nobody can tell which. */
public class NotVisibleException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names what was looked for.
	 * @param what {@code app} or {@code run}
	 */
	public NotVisibleException(String what) {
		super("There is no such " + what + ", or you don’t have access to it. Go to all apps and choose one.");
	}

}
