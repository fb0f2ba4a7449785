package io.strapper.process;

import io.strapper.app.Action;
import io.strapper.app.AppId;

/** There is no such app, or it has no such button; the message says what to do. */
public class ActionUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private ActionUnavailableException(String message) {
		super(message);
	}

	static ActionUnavailableException noSuchApp(AppId app) {
		return new ActionUnavailableException("There is no app %s: put its folder in apps/ first.".formatted(app));
	}

	static ActionUnavailableException noSuchAction(AppId app, Action action) {
		return new ActionUnavailableException(
				"%1$s has no %2$s that can be run: put an executable file %2$s in its folder, and mend what the app's page complains about."
					.formatted(app, action.label()));
	}

}
