package io.strapper.dashboard;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user has done to a run.
 *
 * @param id names it among all deeds; later ones of the same instant are higher
 * @param at when, UTC
 * @param who the name of the user
 * @param what {@code start}, {@code cancel} or {@code delete-log}
 * @param app identifier of the app
 * @param number the run's number
 * @param action label of what was run
 * @param status label of where the run stands
 * @param startedAt when the run started, UTC
 * @param finishedAt when it ended, UTC, or null while it runs
 */
record Deed(@JsonIgnore String id, Instant at, String who, @Schema(allowableValues = {
		"start", "cancel", "delete-log" }) String what, String app, long number,
		@Schema(allowableValues = { "deploy", "stop", "destroy" }) String action,
		@Schema(allowableValues = { "running", "succeeded", "failed", "cancelled", "timed-out", "lost" }) String status,
		@JsonIgnore Instant startedAt, @Nullable Instant finishedAt){

	/** How long the run took, or null while it runs. */
	public @Nullable Duration duration() {
		return (this.finishedAt != null) ? Duration.between(this.startedAt, this.finishedAt) : null;
	}

}
