package io.strapper.run;

import io.strapper.app.AppId;
import io.strapper.language.Sentence;

/** Another run of the app has not ended, so none can start. */
public class RunInProgressException extends RuntimeException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	private final transient AppId app;

	private final transient Run active;

	public RunInProgressException(AppId app, Run active) {
		super(sentence(app, active).toString());
		this.sentence = sentence(app, active);
		this.app = app;
		this.active = active;
	}

	private static Sentence sentence(AppId app, Run active) {
		return Sentence.of("problem.run-active", active.action().label(), active.number(), app, active.startedBy());
	}

	/** The app that is busy. */
	public AppId app() {
		return this.app;
	}

	/** The run that keeps it busy. */
	public Run active() {
		return this.active;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
