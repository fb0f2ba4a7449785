package io.strapper.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.strapper.log.Follower;
import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.log.Transcript;
import io.strapper.run.Run;
import io.strapper.outline.Outline;
import io.strapper.outline.Outline.Course;
import io.strapper.outline.OutlineReader;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a log while it is followed. If the log is followed from a later line on,
 * after a restart of the server, it is read from its start beside that, a part in each
 * turn. Any thread may call {@link #now()}; the other methods are for the turns of the
 * log.
 */
final class FollowedOutline {

	/** Pause between two updates while a log grows. */
	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	/** Bytes that are read in a turn beside the log's follower: some milliseconds. */
	private static final long PART = 1 << 20;

	private final OutlineReader reader;

	private final KeptOutlines kept;

	/** What is read beside the follower, or null if that reads all. */
	private final @Nullable Rest rest;

	private volatile Optional<Outline> now;

	private boolean grown;

	private boolean ended;

	private @Nullable Long looked;

	/**
	 * The outline of a log that is followed from its start.
	 * @param reader takes its lines from the follower
	 */
	FollowedOutline(OutlineReader reader, KeptOutlines kept) {
		this(reader, kept, null);
		this.now = Optional.of(Outline.EMPTY);
	}

	/**
	 * The outline of a log that is followed from a later line on.
	 * @param reader takes no lines from the follower
	 */
	FollowedOutline(OutlineReader reader, RunLog log, KeptOutlines kept) {
		this(reader, kept, new Rest(log, log.replay(reader)));
		this.grown = true;
	}

	private FollowedOutline(OutlineReader reader, KeptOutlines kept, @Nullable Rest rest) {
		this.reader = reader;
		this.kept = kept;
		this.rest = rest;
		this.now = Optional.empty();
	}

	/** The outline at the last update; empty until the log was read once. */
	Optional<Outline> now() {
		return this.now;
	}

	/** Whether the final outline was made, or cannot be made here. */
	boolean hasEnded() {
		return this.ended;
	}

	/** Notes that the log has grown. */
	void grown() {
		this.grown = true;
	}

	/** Whether there is more to be read at once beside the follower. */
	boolean isBehind() {
		return this.rest != null && this.now.isEmpty() && !this.rest.failed;
	}

	/**
	 * Updates the outline, if an update is due.
	 * @param now nanoseconds of the monotonic clock
	 * @return whether pages should learn of the change
	 */
	boolean look(Transcript transcript, long now) {
		if (!this.grown || this.looked != null && now - this.looked < PAUSE || !readTo(transcript.offset())) {
			return false;
		}
		this.grown = false;
		this.looked = now;
		Outline before = this.now.orElse(Outline.EMPTY);
		Outline found = this.reader.outline(tail(transcript), Course.RUNNING);
		this.now = Optional.of(found);
		return isNews(found, before);
	}

	private boolean readTo(long offset) {
		return this.rest == null || this.rest.readTo(offset);
	}

	private Replay.Tail tail(Transcript transcript) {
		return (this.rest != null) ? this.rest.replay.tail() : transcript.tail();
	}

	private static boolean isNews(Outline now, Outline before) {
		return !Objects.equals(now.firstError(), before.firstError())
				|| !RunView.Counts.of(now).equals(RunView.Counts.of(before));
	}

	/**
	 * Makes the final outline of a complete log. If too much is still to be read, there
	 * is none, and whoever asks for it has the log read.
	 * @param follower has read the log
	 * @param run the ended run
	 * @param keep whether to write the outline to the file beside the log
	 */
	void end(Follower follower, Run run, boolean keep) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		if (!readTo(follower.transcript().offset())) {
			this.now = Optional.empty();
			return;
		}
		Outline found = this.reader.outline(tail(follower.transcript()), KeptOutlines.course(run));
		this.now = Optional.of(found);
		if (keep) {
			this.kept.keep(run, follower.log(), found);
		}
	}

	/** The part of a log that its follower has not read. */
	private static final class Rest {

		private final RunLog log;

		private final Replay replay;

		private boolean failed;

		Rest(RunLog log, Replay replay) {
			this.log = log;
			this.replay = replay;
		}

		/** Reads on, some milliseconds at most; returns whether nothing is left. */
		boolean readTo(long offset) {
			if (this.failed) {
				return false;
			}
			long to = Math.min(offset, this.replay.offset() + PART);
			try (LogBytes bytes = this.log.open()) {
				while (this.replay.advance(bytes, to)) {
					continue;
				}
			}
			catch (IOException ex) {
				// The follower finds out why, and tells
				this.failed = true;
			}
			return !this.failed && this.replay.offset() >= offset;
		}

	}

}
