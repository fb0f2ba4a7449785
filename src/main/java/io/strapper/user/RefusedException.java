package io.strapper.user;

/** A change to an account is refused; the message says why, and what to do. */
public class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public RefusedException(String message) {
		super(message);
	}

}
