package io.strapper.hook;

import java.time.Instant;

import io.strapper.app.AppId;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * What a forge has delivered.
 *
 * @param id identifies it among all
 * @param app the app
 * @param at when it arrived, UTC
 * @param provider label of the kind of forge
 * @param event what has happened, in the forge's words
 * @param outcome label of an {@link Outcome}, or null while it is being handled
 * @param reason one sentence on why nothing was started, or null
 * @param run number of the run that was started, or null
 * @param trigger what was pushed, or null
 */
record Delivery(long id, AppId app, Instant at, String provider, String event, @Nullable String outcome,
		@Nullable String reason, @Nullable Long run, @Nullable Trigger trigger) {

	/** Whether it can be tried again by hand. */
	public boolean canBeRetried() {
		return this.trigger != null && this.outcome != null && !this.outcome.equals(Outcome.WAITING.label());
	}

}
