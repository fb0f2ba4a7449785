package io.strapper.secret;

/** A secret has no usable value; the message says why, and what to do. */
public class UnusableSecretException extends Exception {

	private static final long serialVersionUID = 1L;

	UnusableSecretException(String message) {
		super(message);
	}

}
