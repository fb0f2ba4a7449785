package io.strapper.history;

import java.time.Duration;
import java.time.Instant;

import io.strapper.run.Run;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run in the history.
 *
 * @param number counts from 1 per app
 * @param action label of what was run
 * @param status label of where it stands
 * @param exitCode the exit code, or null while it is unknown
 * @param startedBy name of the user who pressed
 * @param startedAt UTC
 * @param finishedAt UTC, or null while it runs
 * @param durationMs how long it took, in milliseconds, or null while it runs
 * @param cancelledBy name of the user who cancelled it, or null
 * @param reason one sentence on why it ended so, or null
 */
record PastRun(long number, @Schema(allowableValues = {
		"deploy", "stop", "destroy" }) String action,
		@Schema(allowableValues = { "running", "succeeded", "failed", "cancelled", "timed-out", "lost" }) String status,
		@Nullable Integer exitCode, String startedBy, Instant startedAt, @Nullable Instant finishedAt,
		@Nullable Long durationMs, @Nullable String cancelledBy, @Nullable String reason){

	static PastRun of(Run run) {
		return new PastRun(run.number(), run.action().label(), run.status().label(), run.exitCode(), run.startedBy(),
				run.startedAt(), run.finishedAt(), run.duration().map(Duration::toMillis).orElse(null),
				run.cancelledBy(), run.reason());
	}

	/** Whether it did what was asked for. */
	boolean isGood() {
		return this.status.equals("succeeded");
	}

}
