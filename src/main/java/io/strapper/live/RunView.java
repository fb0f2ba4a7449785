package io.strapper.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.strapper.app.Action;
import io.strapper.language.Sentence;
import io.strapper.language.Texts;
import io.strapper.run.Run;
import io.strapper.run.Trigger;
import io.strapper.outline.Finding;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run as pages, JSON and messages show it.
 *
 * @param app identifier of the app
 * @param number counts from 1 per app
 * @param action {@code deploy}, {@code stop} or {@code destroy}
 * @param status {@code running}, {@code succeeded}, {@code failed}, {@code cancelled},
 * {@code timed-out} or {@code lost}
 * @param exitCode the exit code, or null while it is unknown
 * @param startedBy name of the user who pressed
 * @param startedAt UTC
 * @param finishedAt UTC, or null while it runs
 * @param size bytes of the log: final once the run has ended
 * @param cancelledBy name of the user who cancelled, or null
 * @param cancelledAt when, UTC, or null
 * @param reason one sentence on why it ended so, or null
 * @param logRemovedAt when the log was removed, UTC, or null
 * @param logProblem one sentence on why the log is incomplete or gone, or null
 * @param warning one sentence on what is going to happen to the run, or null
 * @param firstError the line with the cause of the failure, or of the first error so far;
 * null if there is none or the log was not yet searched
 * @param counts how many errors, warnings and groups its log has, or null if the log was
 * not yet searched
 * @param usual how long such runs usually take; null if it has ended, or if fewer than
 * three earlier ones succeeded
 * @param trigger the push that has started it, or null
 * @param waiting how many deploys wait for its end
 * @param node the node that runs it or ran it, or null if there is one server only
 * @param enabled labels of the actions that can be pressed while this is the newest run
 */
public record RunView(String app, long number, @Schema(allowableValues = {
		"deploy", "stop", "destroy" }) String action,
		@Schema(allowableValues = { "running", "succeeded", "failed", "cancelled", "timed-out", "lost" }) String status,
		@Nullable Integer exitCode, String startedBy, Instant startedAt, @Nullable Instant finishedAt, long size,
		@Nullable String cancelledBy, @Nullable Instant cancelledAt, @Nullable String reason,
		@Nullable Instant logRemovedAt, @Nullable String logProblem, @Nullable String warning,
		@Nullable Finding firstError, @Nullable Counts counts, @Nullable Usual usual, @Nullable Trigger trigger,
		int waiting, @Nullable String node,
		@ArraySchema(schema = @Schema(allowableValues = { "deploy", "stop", "destroy" })) List<String> enabled){

	/**
	 * A run as pages show it.
	 * @param outline the outline of its log, or null if there is none yet
	 */
	static RunView of(Run run, long size, @Nullable String logProblem, @Nullable Outline outline,
			@Nullable Usual usual) {
		Sentence removed = LogRemovedException.sentence(run);
		Outline found = (removed == null) ? outline : null;
		return new RunView(run.app().value(), run.number(), run.action().label(), run.status().label(), run.exitCode(),
				run.startedBy(), run.startedAt(), run.finishedAt(), size, run.cancelledBy(), run.cancelledAt(),
				run.reason(), run.logRemovedAt(),
				(removed != null) ? removed.toString() : (logProblem != null) ? logProblem : run.logProblem(),
				run.warning(), (found != null) ? found.firstError() : null, (found != null) ? Counts.of(found) : null,
				usual, run.trigger(), run.waiting(), run.node(),
				Stream.of(Action.values()).filter(run::givesWayTo).map(Action::label).toList());
	}

	/** The state of the app after the run, as the name of an icon. */
	public String state() {
		return (isDone() && !this.action.equals("deploy")) ? "stopped" : this.status;
	}

	/** The same as people read it: {@code Stopped}, {@code Failed to deploy}. */
	public String stateText(Texts texts) {
		return texts.text("live.state." + this.action + "." + this.status);
	}

	private boolean isDone() {
		return this.status.equals("succeeded");
	}

	/** How long the run took, or null while it runs. */
	public @Nullable Duration duration() {
		return (this.finishedAt != null) ? Duration.between(this.startedAt, this.finishedAt) : null;
	}

	/**
	 * How it ended, in the words of run-header.js: {@code Failed after 3s, exit code 1}.
	 */
	public String outcome(Texts texts) {
		boolean code = this.exitCode != null && this.exitCode != 0;
		String key = "live.outcome" + ((this.cancelledBy != null) ? ".by" : "") + (code ? ".exit" : "");
		String status = texts.text("live.status." + this.status);
		return texts.text(key,
				Stream.of(status, this.cancelledBy, texts.duration(duration()), this.exitCode)
					.filter(Objects::nonNull)
					.toArray());
	}

	/**
	 * The numbers of an outline. A client requests the outline again when a number has
	 * changed.
	 *
	 * @param errors lines with errors
	 * @param warnings lines with warnings
	 * @param groups groups of lines
	 * @param open groups that have not ended
	 */
	public record Counts(int errors, int warnings, int groups, int open) {

		static Counts of(Outline outline) {
			return new Counts(outline.errors().size(), outline.warnings().size(), outline.groups().size(),
					(int) outline.groups().stream().filter((group) -> group.state() == Group.State.RUNNING).count());
		}

	}

	/**
	 * How long runs of an action usually take.
	 *
	 * @param medianMs what half of them take, in milliseconds
	 * @param p90Ms what nine of ten take, in milliseconds
	 */
	public record Usual(long medianMs, long p90Ms) {

		/** With fewer nothing is claimed. */
		private static final int FEWEST = 3;

		/**
		 * What is usual.
		 * @param durations of good runs
		 * @return empty if they are too few to tell
		 */
		public static Optional<Usual> of(List<Duration> durations) {
			List<Long> sorted = durations.stream().map(Duration::toMillis).sorted().toList();
			int count = sorted.size();
			if (count < FEWEST) {
				return Optional.empty();
			}
			long median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
			// The nearest rank: the lowest that nine of ten do not exceed
			return Optional.of(new Usual(median, sorted.get((9 * count + 9) / 10 - 1)));
		}

	}

}
