package io.strapper.user;

/** The preset password of the first administrator will not do; the message says why. */
class UnusableAdminPasswordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnusableAdminPasswordException(String message) {
		super("STRAPPER_ADMIN_PASSWORD will not do. " + message);
	}

}
