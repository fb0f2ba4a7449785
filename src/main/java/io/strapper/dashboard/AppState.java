package io.strapper.dashboard;

import java.util.Locale;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.run.Run;
import org.jspecify.annotations.Nullable;

/** How an app stands, in the order in which it needs somebody. */
public enum AppState {

	/** Its newest run failed, timed out or was lost. */
	FAILED,

	/** Its folder is not in order, so it cannot be deployed. */
	BROKEN,

	/**
	 * Its run is going to be ended unless it does something, such as to read no input.
	 */
	WAITING,

	/** Its run is active. */
	RUNNING,

	/** Its newest run was cancelled. */
	CANCELLED,

	/** Its newest deploy succeeded. */
	DEPLOYED,

	/** Its newest stop or destroy succeeded. */
	STOPPED,

	/** It never ran. */
	NEVER;

	static AppState of(App app, @Nullable Run run) {
		if (run != null && !run.ended()) {
			return (run.warning() != null) ? WAITING : RUNNING;
		}
		if (!app.problems().isEmpty() && !app.actions().contains(Action.DEPLOY)) {
			return BROKEN;
		}
		return (run != null) ? of(run) : NEVER;
	}

	private static AppState of(Run run) {
		return switch (run.status()) {
			case SUCCEEDED -> (run.action() == Action.DEPLOY) ? DEPLOYED : STOPPED;
			case CANCELLED -> CANCELLED;
			case RUNNING -> RUNNING;
			case FAILED, TIMED_OUT, LOST -> FAILED;
		};
	}

	/** The state in JSON and in addresses. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The name of its icon and its colour. */
	public String icon() {
		return switch (this) {
			case FAILED, RUNNING, CANCELLED, STOPPED -> label();
			case BROKEN, WAITING -> "warning";
			case DEPLOYED -> "succeeded";
			case NEVER -> "none";
		};
	}

	/** The lower, the sooner somebody should look: 3 for what can wait. */
	public int rank() {
		return switch (this) {
			case FAILED, BROKEN -> 0;
			case WAITING -> 1;
			case RUNNING -> 2;
			case CANCELLED, DEPLOYED, STOPPED, NEVER -> 3;
		};
	}

}
