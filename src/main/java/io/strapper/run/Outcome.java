package io.strapper.run;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a run's row is finished with.
 *
 * @param status what became of the run; if an end was requested before, that status
 * counts instead
 * @param exitCode the exit code, 0 to 255, or null if nobody knows it
 * @param at when the run ended, UTC
 * @param reason one sentence that explains the end if status and exit code do not, or
 * null
 * @throws IllegalArgumentException if the status is not that of an ended run
 */
public record Outcome(RunStatus status, @Nullable Integer exitCode, Instant at, @Nullable String reason) {

	public Outcome {
		if (!status.ended()) {
			throw new IllegalArgumentException("No run is finished as " + status.label());
		}
		reason = (reason != null) ? Sentence.of(reason) : null;
	}

}
