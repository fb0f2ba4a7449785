package io.strapper.token;

import io.strapper.language.Sentence;

import org.springframework.security.core.AuthenticationException;

/** A request's token is not valid: unknown, revoked, expired, or malformed. */
class InvalidTokenException extends AuthenticationException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	/**
	 * A refused token.
	 * @param sentence what to do
	 */
	InvalidTokenException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
