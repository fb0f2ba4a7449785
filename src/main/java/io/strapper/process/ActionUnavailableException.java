package io.strapper.process;

import io.strapper.app.Action;
import io.strapper.app.AppId;

/** The app does not exist, or has no such button; the message says what to do. */
public class ActionUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private ActionUnavailableException(String message) {
		super(message);
	}

	static ActionUnavailableException noSuchApp(AppId app) {
		return new ActionUnavailableException(
				"App %s does not exist. Create its folder in apps/ first.".formatted(app));
	}

	static ActionUnavailableException noSuchAction(AppId app, Action action) {
		return new ActionUnavailableException(
				"%1$s cannot run %2$s. Add an executable file named %2$s to its folder, and fix what its page lists."
					.formatted(app, action.label()));
	}

}
