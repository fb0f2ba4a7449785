package io.strapper.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.LogLostException;
import io.strapper.log.Transcript;
import io.strapper.run.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log under the poller's eyes, from its run's start until the run has ended and the log
 * has been quiet. Only the poller's thread calls its verbs.
 */
final class FollowedLog {

	private static final Logger log = LoggerFactory.getLogger(FollowedLog.class);

	/** Between two deltas of a log that grows faster than it is read. */
	private static final Duration FLOOD_PAUSE = Duration.ofMillis(100);

	/**
	 * Bytes of a flood that each character of a delta must stand for, however slow it is
	 * read.
	 */
	private static final int FLOOD_SHARE = 64;

	private final Follower follower;

	private final RunKey key;

	private volatile @Nullable String problem;

	private volatile @Nullable Run ended;

	private boolean endTold;

	private boolean unreadable;

	private Instant lastChange;

	private Instant lastPosition;

	private Instant lastDelta = Instant.EPOCH;

	/** Offset before which a flood has no other delta. */
	private long nextDelta;

	private boolean news;

	FollowedLog(RunKey key, Follower follower, Instant now) {
		this.key = key;
		this.follower = follower;
		this.lastChange = now;
		this.lastPosition = now;
	}

	RunKey key() {
		return this.key;
	}

	Transcript transcript() {
		return this.follower.transcript();
	}

	/** Why the log is followed no further, or null. */
	@Nullable String problem() {
		return this.problem;
	}

	/**
	 * A run as it is shown, with what is known of its log.
	 * @param entry its log, or null if it is not followed
	 */
	static RunView view(Run run, long size, @Nullable FollowedLog entry) {
		return RunView.of(run, size, (entry != null) ? entry.problem : null);
	}

	/** The run has ended: its log is final. Any thread may say so. */
	void end(Run run) {
		this.ended = run;
	}

	/** The ended run, once its log has been read to the end and nobody was told yet. */
	Optional<Run> takeEnd() {
		Run run = this.ended;
		if (run == null || this.endTold || !drained(run)) {
			return Optional.empty();
		}
		this.endTold = true;
		return Optional.of(run);
	}

	private boolean drained(Run run) {
		Long size = run.logSize();
		return this.problem != null || this.unreadable || size == null || transcript().offset() >= size;
	}

	/** Reads on, one chunk at most. */
	void poll(Instant now) {
		if (this.problem != null) {
			return;
		}
		try {
			if (this.follower.poll()) {
				this.news = true;
				this.lastChange = now;
			}
			this.unreadable = false;
		}
		catch (LogLostException ex) {
			log.warn("Log of {}/{} is followed no further: {}", this.key.app(), this.key.number(), ex.sentence());
			this.problem = ex.sentence();
		}
		catch (IOException ex) {
			if (!this.unreadable) {
				log.warn("Log of {}/{} cannot be read, trying on", this.key.app(), this.key.number(), ex);
			}
			this.unreadable = true;
		}
	}

	/** What is new, if there is anything; of a flood only now and then. */
	Optional<Delta> takeDelta(Instant now) {
		if (!this.news || behind()
				&& (now.isBefore(this.lastDelta.plus(FLOOD_PAUSE)) || transcript().offset() < this.nextDelta)) {
			return Optional.empty();
		}
		this.news = false;
		this.lastDelta = now;
		Delta delta = transcript().takeDelta();
		this.nextDelta = delta.to() + FLOOD_SHARE * delta.characters();
		return Optional.of(delta);
	}

	/** Whether bytes are known to wait: they are read in the next round at once. */
	boolean behind() {
		return this.problem == null && !this.unreadable && this.follower.behind();
	}

	/** Whether it is time to tell the position again. */
	boolean positionDue(Instant now, Duration interval) {
		boolean due = !now.isBefore(this.lastPosition.plus(interval)) && !this.endTold;
		if (due) {
			this.lastPosition = now;
		}
		return due;
	}

	/** Whether nothing more is to be expected. */
	boolean quiet(Instant now, Duration idleTimeout) {
		return this.endTold && !now.isBefore(this.lastChange.plus(idleTimeout));
	}

	void close() {
		try {
			this.follower.close();
		}
		catch (IOException ex) {
			log.debug("Log of {}/{} did not close", this.key.app(), this.key.number(), ex);
		}
	}

}
