package io.strapper.process;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.language.Sentence;

/** The app does not exist, or has no such button; the message says what to do. */
public class ActionUnavailableException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	private ActionUnavailableException(Sentence sentence) {
		super(sentence.toString());
		this.sentence = sentence;
	}

	static ActionUnavailableException noSuchApp(AppId app) {
		return new ActionUnavailableException(Sentence.of("problem.no-app", app));
	}

	static ActionUnavailableException noSuchAction(AppId app, Action action) {
		return new ActionUnavailableException(Sentence.of("problem.no-action", app, action.label()));
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
