package io.strapper.run;

import java.time.Instant;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/**
 * One press of a button and what came of it.
 *
 * @param app whose run it is
 * @param number counts from 1 per app and is never reused
 * @param action which executable is run
 * @param status where the run stands
 * @param exitCode the exit code of the process (128 + n after signal n), or null while it
 * is unknown
 * @param startedBy the name of the user who pressed
 * @param startedAt when the run was recorded, UTC
 * @param finishedAt when it ended, UTC, or null while it runs
 * @param cancelledBy the name of the user who cancelled it, or null
 * @param cancelledAt when, UTC, or null
 * @param reason one sentence on why the run ended as it did where status and exit code do
 * not tell, or null
 * @param logSize bytes of the log: final once the run has ended; null while it runs
 * @param logRemovedAt when the log was removed, UTC, or null
 * @param logRemovedBy the name of the user who removed it, or null: nobody, or a rule
 * @param warning one sentence on what is going to happen to the run, or null
 * @param logProblem one sentence on what somebody did to the log while the run went on,
 * or null
 */
public record Run(AppId app, long number, Action action, RunStatus status, @Nullable Integer exitCode, String startedBy,
		Instant startedAt, @Nullable Instant finishedAt, @Nullable String cancelledBy, @Nullable Instant cancelledAt,
		@Nullable String reason, @Nullable Long logSize, @Nullable Instant logRemovedAt, @Nullable String logRemovedBy,
		@Nullable String warning, @Nullable String logProblem) {

	/** Whether the run has ended. */
	public boolean ended() {
		return this.status.ended();
	}

	/**
	 * Whether a press of a button is accepted while this run is the newest of its app: an
	 * app has one run at a time, but a deploy gives way to a stop.
	 * @param next the button
	 */
	public boolean givesWayTo(Action next) {
		return ended() || (this.action == Action.DEPLOY && next == Action.STOP);
	}

}
