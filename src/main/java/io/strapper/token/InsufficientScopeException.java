package io.strapper.token;

import org.springframework.security.access.AccessDeniedException;

/** A token is valid, but not for this. */
final class InsufficientScopeException extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	/**
	 * A refused request.
	 * @param sentence what to do
	 */
	InsufficientScopeException(String sentence) {
		super(sentence);
	}

}
