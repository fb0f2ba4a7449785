package io.strapper.token;

import io.strapper.language.Sentence;

import org.springframework.security.access.AccessDeniedException;

/** A token is valid, but not for this. */
final class InsufficientScopeException extends AccessDeniedException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	/**
	 * A refused request.
	 * @param sentence what to do
	 */
	InsufficientScopeException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
