package io.strapper.app;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a channel of notices can be told. */
public enum NoticeEvent {

	/** A run has started. */
	STARTED,

	/** A run waits for input at its terminal, where nobody sits. */
	WAITING,

	/** A run has succeeded. */
	SUCCEEDED,

	/** A run has succeeded, and the one before it failed. */
	RECOVERED,

	/** A run has failed, has timed out or is lost. */
	FAILED,

	/** An administrator tests a channel; no setting names it. */
	TEST;

	/** The event in settings, JSON and the database. */
	@JsonValue
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The event with a label.
	 * @param label any text
	 * @return empty if no event has that label
	 */
	public static Optional<NoticeEvent> parse(String label) {
		for (NoticeEvent event : values()) {
			if (event.label().equals(label)) {
				return Optional.of(event);
			}
		}
		return Optional.empty();
	}

}
