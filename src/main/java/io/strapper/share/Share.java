package io.strapper.share;

import java.time.Instant;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a link to lines of a log; its token is not.
 *
 * @param id identifies it among all
 * @param app the app
 * @param run number of the run
 * @param lines which lines, and of which state of the log
 * @param createdBy name of the user who has made it
 * @param createdAt when, UTC
 * @param expiresAt when it stops being valid, UTC
 * @param revokedAt when it was revoked, UTC, or null
 */
record Share(long id, AppId app, long run, Lines lines, String createdBy, Instant createdAt, Instant expiresAt,
		@Nullable Instant revokedAt) {

	/** Whether it has neither expired nor been revoked. */
	boolean isValid(Instant now) {
		return this.revokedAt == null && now.isBefore(this.expiresAt);
	}

	/**
	 * Lines of a log. The byte offset is part of them: what a run writes later does not
	 * change what was shared.
	 *
	 * @param from number of the first line, from 0
	 * @param to number of the last line
	 * @param logBytes how many bytes of the log count
	 * @param frozen how many lines of these bytes no later byte can change
	 */
	record Lines(long from, long to, long logBytes, long frozen) {

		/** The lines as people count them. */
		String words() {
			return (this.from == this.to) ? "line %,d".formatted(this.from + 1)
					: "lines %,d–%,d".formatted(this.from + 1, this.to + 1);
		}

	}

}
