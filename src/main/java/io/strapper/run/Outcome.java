package io.strapper.run;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a run's row is finished with.
 *
 * @param status what became of the run; an end that was requested before goes first
 * @param exitCode the exit code, 0 to 255, or null if nobody knows it
 * @param at when the run ended, UTC
 * @param reason one sentence where status and exit code do not tell, or null
 */
public record Outcome(RunStatus status, @Nullable Integer exitCode, Instant at, @Nullable String reason) {

	public Outcome {
		reason = (reason != null) ? Sentence.of(reason) : null;
	}

}
