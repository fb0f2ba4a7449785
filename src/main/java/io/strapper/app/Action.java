package io.strapper.app;

import java.util.Locale;
import java.util.Optional;

/** What can be done with an app: each is an executable in its folder and a button. */
public enum Action {

	/** Brings the app up, or a new version of it. */
	DEPLOY,

	/** Takes the app down. */
	STOP,

	/** Removes what the app left behind. */
	DESTROY;

	/**
	 * The action's name in URLs, JSON and the app's folder.
	 * @return the name, in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The action with a label.
	 * @param label any text
	 * @return empty if no action has that label
	 */
	public static Optional<Action> parse(String label) {
		for (Action action : values()) {
			if (action.label().equals(label)) {
				return Optional.of(action);
			}
		}
		return Optional.empty();
	}

}
