package io.strapper.notify;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.strapper.app.NoticeEvent;
import org.jspecify.annotations.Nullable;

/**
 * A notice on record, for one channel.
 *
 * @param id identifies it among all
 * @param message by which a receiver recognises what comes again
 * @param owner the identifier of the app whose channel it is, or {@link Channel#SERVER}
 * @param channel the channel's name
 * @param kind the label of the kind of channel that it was
 * @param event what has happened
 * @param app the identifier of the app, or null
 * @param run the number of the run, or null
 * @param detail a sentence on what has happened, or null
 * @param at when it happened, UTC
 * @param state where it stands
 * @param tries how often it was tried
 * @param due when it is tried next, UTC, or null
 * @param triedAt when it was tried last, UTC, or null
 * @param reason a sentence on why the last try failed, or null
 */
record Notice(long id, String message, String owner, String channel, String kind, NoticeEvent event,
		@Nullable String app, @Nullable Long run, @JsonIgnore @Nullable String detail, Instant at, State state,
		int tries, @Nullable Instant due, @Nullable Instant triedAt, @Nullable String reason) {

	/** What tells its channel from all others. */
	@JsonIgnore
	String channelKey() {
		return this.owner + "/" + this.channel;
	}

	/** Where a notice stands. */
	enum State {

		/** It is to be sent, or sent again. */
		WAITING,

		/** Its receiver has taken it. */
		SENT,

		/** It was given up. */
		FAILED;

		/** The state in JSON, CSS classes and the database. */
		@JsonValue
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
