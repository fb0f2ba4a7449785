package io.strapper.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/**
 * One press of a button and what came of it.
 *
 * @param app the app
 * @param number the number of the run: counts from 1 per app and is never reused
 * @param action which executable is run
 * @param status where the run stands
 * @param exitCode the exit code of the process (128 + n after signal n), or null while it
 * is unknown
 * @param startedBy the name of the user who pressed
 * @param startedAt when the run was recorded, UTC
 * @param finishedAt when it ended, UTC, or null while it runs
 * @param cancelledBy the name of the user who cancelled it, or null
 * @param cancelledAt when, UTC, or null
 * @param reason one sentence that explains the end if status and exit code do not, or
 * null
 * @param logSize bytes of the log: final once the run has ended; null while it runs
 * @param logRemovedAt when the log was removed, UTC, or null
 * @param logRemovedBy the name of the user who removed it, or null if it was not removed
 * or a rule removed it
 * @param warning one sentence on what is going to happen to the run, or null
 * @param logProblem one sentence on how somebody damaged the log during the run, or null
 * @param trigger the push that has started it, or null
 * @param waiting how many deploys wait for its end
 * @param node the node that runs it or ran it, or null for a server that is alone
 * @throws IllegalArgumentException if a number is too small, or if an end is told of a
 * run that goes on, or none of one that has ended
 */
public record Run(AppId app, long number, Action action, RunStatus status, @Nullable Integer exitCode, String startedBy,
		Instant startedAt, @Nullable Instant finishedAt, @Nullable String cancelledBy, @Nullable Instant cancelledAt,
		@Nullable String reason, @Nullable Long logSize, @Nullable Instant logRemovedAt, @Nullable String logRemovedBy,
		@Nullable String warning, @Nullable String logProblem, @Nullable Trigger trigger, int waiting,
		@Nullable String node) {

	public Run {
		if (number < 1) {
			throw new IllegalArgumentException("Runs are numbered from 1, not from " + number);
		}
		if (status.ended() != (finishedAt != null)) {
			throw new IllegalArgumentException("A run that is %s cannot have %s as its end".formatted(status.label(),
					(finishedAt != null) ? finishedAt : "nothing"));
		}
		if (logSize != null && logSize < 0 || waiting < 0) {
			throw new IllegalArgumentException(
					"A run has no log of %d bytes, or %d waiting".formatted(logSize, waiting));
		}
	}

	/** A run that somebody has started by a button. */
	public Run(AppId app, long number, Action action, RunStatus status, @Nullable Integer exitCode, String startedBy,
			Instant startedAt, @Nullable Instant finishedAt, @Nullable String cancelledBy,
			@Nullable Instant cancelledAt, @Nullable String reason, @Nullable Long logSize,
			@Nullable Instant logRemovedAt, @Nullable String logRemovedBy, @Nullable String warning,
			@Nullable String logProblem) {
		this(app, number, action, status, exitCode, startedBy, startedAt, finishedAt, cancelledBy, cancelledAt, reason,
				logSize, logRemovedAt, logRemovedBy, warning, logProblem, null, 0, null);
	}

	/** The same run with other sentences. */
	Run saying(@Nullable String reason, @Nullable String warning) {
		return new Run(this.app, this.number, this.action, this.status, this.exitCode, this.startedBy, this.startedAt,
				this.finishedAt, this.cancelledBy, this.cancelledAt, reason, this.logSize, this.logRemovedAt,
				this.logRemovedBy, warning, this.logProblem, this.trigger, this.waiting, this.node);
	}

	/** Whether the run has ended. */
	public boolean ended() {
		return this.status.ended();
	}

	/** How long it took; empty while it runs. */
	public Optional<Duration> duration() {
		return Optional.ofNullable(this.finishedAt).map((end) -> Duration.between(this.startedAt, end));
	}

	/**
	 * Whether a button can be pressed while this run is the newest of its app. An app has
	 * one run at a time, but a stop can be pressed during a deploy.
	 * @param next the button
	 */
	public boolean givesWayTo(Action next) {
		return ended() || (this.action == Action.DEPLOY && next == Action.STOP);
	}

}
