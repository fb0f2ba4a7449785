package io.strapper.user;

import io.strapper.language.Sentence;

/** A change to an account is refused; the sentence says why, and what to do. */
public class RefusedException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	public RefusedException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
