package io.strapper.live;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.strapper.log.Follower;
import io.strapper.log.Transcript;
import io.strapper.run.Run;
import io.strapper.outline.Outline;
import io.strapper.outline.Outline.Course;
import io.strapper.outline.OutlineReader;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a log while it is followed. Any thread may call {@link #now()}; the
 * other methods are for the turns of the log.
 */
final class FollowedOutline {

	/** Pause between two updates while a log grows. */
	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	/** Null if the log is not read from its start. */
	private final @Nullable OutlineReader reader;

	private final KeptOutlines kept;

	private volatile Outline now = Outline.EMPTY;

	private boolean grown;

	private boolean ended;

	private @Nullable Long looked;

	FollowedOutline(@Nullable OutlineReader reader, KeptOutlines kept) {
		this.reader = reader;
		this.kept = kept;
	}

	/**
	 * The outline at the last update; empty if the log is not read from its start.
	 */
	Optional<Outline> now() {
		return (this.reader != null) ? Optional.of(this.now) : Optional.empty();
	}

	/** Notes that the log has grown. */
	void grown() {
		this.grown = true;
	}

	/**
	 * Updates the outline, if an update is due.
	 * @param now nanoseconds of the monotonic clock
	 * @return whether pages should learn of the change
	 */
	boolean look(Transcript transcript, long now) {
		if (this.reader == null || !this.grown || this.looked != null && now - this.looked < PAUSE) {
			return false;
		}
		this.grown = false;
		this.looked = now;
		Outline before = this.now;
		this.now = this.reader.outline(transcript.tail(), Course.RUNNING);
		return isNews(before);
	}

	private boolean isNews(Outline before) {
		return !Objects.equals(this.now.firstError(), before.firstError())
				|| !RunView.Counts.of(this.now).equals(RunView.Counts.of(before));
	}

	/**
	 * Makes the final outline of a complete log.
	 * @param follower has read the log
	 * @param run the ended run
	 * @param keep whether to write the outline to the file beside the log
	 */
	void end(Follower follower, Run run, boolean keep) {
		if (this.reader == null || this.ended) {
			return;
		}
		this.ended = true;
		this.now = this.reader.outline(follower.transcript().tail(), KeptOutlines.course(run));
		if (keep) {
			this.kept.keep(run, follower.log(), this.now);
		}
	}

}
