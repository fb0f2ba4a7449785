package io.strapper.search;

import io.strapper.language.Sentence;

/** An expression is invalid or too long; the message is a sentence that says why. */
public class UnreadableExpressionException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	UnreadableExpressionException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
