package io.strapper.run;

import io.strapper.app.AppId;

/** Another run of the app has not ended, so none can start. */
public class RunInProgressException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient AppId app;

	private final transient Run active;

	public RunInProgressException(AppId app, Run active) {
		super("%s #%d of %s is still running, started by %s. Wait for it to finish, or cancel it."
			.formatted(active.action().label(), active.number(), app, active.startedBy()));
		this.app = app;
		this.active = active;
	}

	/** The app that is busy. */
	public AppId app() {
		return this.app;
	}

	/** The run that keeps it busy. */
	public Run active() {
		return this.active;
	}

}
