package io.strapper.home;

/** The home cannot be used; the message says why, and what to do. */
class HomeUnusableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	HomeUnusableException(String message) {
		super(message);
	}

	HomeUnusableException(String message, Throwable cause) {
		super(message, cause);
	}

}
