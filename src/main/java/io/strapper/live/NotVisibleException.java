package io.strapper.live;

import io.strapper.language.Sentence;

/**
 * Something does not exist, or this user may not see it; the answer does not reveal which
 * of the two.
 */
public class NotVisibleException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	/**
	 * An exception about a kind of thing.
	 * @param what {@code app} or {@code run}
	 */
	public NotVisibleException(String what) {
		this(Sentence.of("problem.not-visible." + what.replace(' ', '-')));
	}

	private NotVisibleException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
