package io.strapper.live;

/**
 * Something does not exist, or this user may not see it; the answer does not reveal which
 * of the two.
 */
public class NotVisibleException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * An exception about a kind of thing.
	 * @param what {@code app} or {@code run}
	 */
	public NotVisibleException(String what) {
		super("There is no such " + what + ", or you don’t have access to it. Go to all apps and choose one.");
	}

}
