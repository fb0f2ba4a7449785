package io.strapper.web;

import io.strapper.app.AppId;
import io.strapper.language.Sentence;

/** This user may see the app, but may not do this. */
class NotAllowedException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	private NotAllowedException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	static NotAllowedException toPress(AppId app) {
		return new NotAllowedException(Sentence.of("problem.may-not-press", app));
	}

	static NotAllowedException toDeleteLogs() {
		return new NotAllowedException(Sentence.of("problem.may-not-delete-logs"));
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
