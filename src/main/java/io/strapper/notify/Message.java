package io.strapper.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.NoticeEvent;
import io.strapper.language.Language;
import io.strapper.language.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says. Whatever is secret is masked.
 *
 * @param id by which a receiver recognises what comes again
 * @param event what has happened
 * @param at when, UTC
 * @param app identifier of the app, or null
 * @param appName what people call the app, or the server
 * @param run the run, or null for a test
 * @param detail a sentence on what has happened, or null
 * @param firstError the line with the cause of the failure, or null
 * @param link where to look, or null if the server's address is not set
 */
record Message(String id, NoticeEvent event, Instant at, @Nullable String app, String appName, @Nullable Facts run,
		@Nullable String detail, @Nullable String firstError, @Nullable String link) {

	/** One line: the app, the run, and what has happened. */
	String title() {
		if (this.run == null) {
			return "%s: this is a test".formatted(this.appName);
		}
		return "%s: %s #%d %s".formatted(this.appName, this.run.action(), this.run.number(), happened(this.run));
	}

	private String happened(Facts run) {
		return switch (this.event) {
			case STARTED -> "has started";
			case WAITING -> "waits for input";
			case SUCCEEDED -> "succeeded";
			case RECOVERED -> "succeeded again";
			case TEST -> "is tested";
			case FAILED -> switch (run.status()) {
				case "timed-out" -> "timed out";
				case "lost" -> "is lost";
				default -> "failed";
			};
		};
	}

	/**
	 * Who and how long, in one line, in English: nobody knows the receiver's language.
	 */
	String facts() {
		if (this.run == null) {
			return "Notices of Strapper arrive here.";
		}
		List<String> facts = new ArrayList<>(List.of("by " + this.run.startedBy()));
		if (this.run.duration() != null) {
			facts.add("after " + new Texts(Language.ENGLISH).duration(this.run.duration()));
		}
		if (this.run.exitCode() != null && this.run.exitCode() != 0) {
			facts.add("exit code " + this.run.exitCode());
		}
		return String.join(", ", facts);
	}

	/** What there is to say besides the title, without the link. */
	String text() {
		return Stream.of(facts(), this.detail, this.firstError)
			.flatMap(Stream::ofNullable)
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The run as it was when the message was made.
	 *
	 * @param number its number
	 * @param action label of its action
	 * @param status label of its status
	 * @param exitCode its exit code, or null
	 * @param startedBy who pressed
	 * @param startedAt when, UTC
	 * @param finishedAt when it ended, UTC, or null
	 */
	record Facts(long number, String action, String status, @Nullable Integer exitCode, String startedBy,
			Instant startedAt, @Nullable Instant finishedAt) {

		/** How long it took, or null while it runs. */
		@Nullable Duration duration() {
			return (this.finishedAt != null) ? Duration.between(this.startedAt, this.finishedAt) : null;
		}

	}

}
