package io.strapper.token;

import org.springframework.security.core.AuthenticationException;

/** A request's token is not valid: unknown, revoked, expired, or malformed. */
class InvalidTokenException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	/**
	 * A refused token.
	 * @param sentence what to do
	 */
	InvalidTokenException(String sentence) {
		super(sentence);
	}

}
