package io.strapper.run;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param status what became of it
 * @param exitCode the exit code, or null if nobody knows it
 * @param at when
 * @param reason one sentence where status and exit code do not tell, or null
 */
public record Ending(RunStatus status, @Nullable Integer exitCode, Instant at, @Nullable String reason) {

	/** What the database has room for: an end that it refused would be no end. */
	private static final int LONGEST_REASON = 1000;

	public Ending {
		if (reason != null) {
			String printable = Printable.of(reason);
			reason = (printable.length() > LONGEST_REASON) ? printable.substring(0, LONGEST_REASON - 1) + "…"
					: printable;
		}
	}

}
