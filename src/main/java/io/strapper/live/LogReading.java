package io.strapper.live;

import java.io.IOException;
import java.time.Instant;

import io.strapper.log.Follower;
import io.strapper.log.LogLostException;
import io.strapper.log.Transcript;
import io.strapper.run.LogProblems;
import io.strapper.run.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading of a followed log: reads on under one mask, and again from the start when
 * secrets were added. A problem of the log, which somebody has deleted or shortened, ends
 * the reading. Any thread may ask for the view and the problem, and may report one; the
 * other methods are for the turns of the log.
 */
final class LogReading {

	private static final Logger log = LoggerFactory.getLogger(LogReading.class);

	private final RunKey key;

	private final Renewal renewal;

	private final LogProblems problems;

	private volatile Following following;

	private volatile @Nullable String problem;

	/** Whether the problem needs no report any more. */
	private volatile boolean problemReported;

	private boolean unreadable;

	/** Kept until it was returned, even if the reading after it throws. */
	private boolean renewed;

	/** The bytes that pages may have seen before the log was read again. */
	private volatile long shown;

	LogReading(RunKey key, Following following, Renewal renewal, LogProblems problems) {
		this.key = key;
		this.following = following;
		this.renewal = renewal;
		this.problems = problems;
	}

	/** The view of what was read so far. */
	Transcript transcript() {
		return this.following.follower().transcript();
	}

	/** What was found in what was read so far. */
	FollowedOutline outline() {
		return this.following.outline();
	}

	/** The sentence about what has ended the reading, or null. */
	@Nullable String problem() {
		return this.problem;
	}

	/** When the oldest of the bytes that were read last were written. */
	Instant written() {
		return this.following.follower().written();
	}

	/**
	 * Ends the reading.
	 * @param problem a sentence that is on record already
	 */
	void stop(String problem) {
		this.problemReported = true;
		this.problem = problem;
	}

	/**
	 * Reads on, at most one buffer full.
	 * @param run the run as it is now
	 * @param buffer takes the bytes
	 */
	Progress read(Run run, byte[] buffer) {
		boolean grown = false;
		boolean lost = false;
		if (this.problem == null) {
			try {
				renewIfOutdated(run);
				grown = this.following.follower().poll(buffer);
				this.unreadable = false;
			}
			catch (LogLostException ex) {
				log.warn("Log of {}/{} is followed no further: {}", this.key.app(), this.key.number(), ex.sentence());
				this.problem = ex.sentence();
				lost = true;
			}
			catch (IOException ex) {
				if (!this.unreadable) {
					log.warn("Log of {}/{} cannot be read, trying on", this.key.app(), this.key.number(), ex);
				}
				this.unreadable = true;
			}
		}
		boolean renewed = this.renewed;
		this.renewed = false;
		return new Progress(renewed, grown, lost);
	}

	private void renewIfOutdated(Run run) throws IOException {
		Follower before = this.following.follower();
		if (before.isOutdated()) {
			this.shown = Math.max(this.shown, transcript().offset());
			this.following = this.renewal.of(run, before);
			this.renewed = true;
		}
	}

	/**
	 * Whether the view has all that pages have seen, and nothing that is hidden by now.
	 */
	boolean isCurrent() {
		return !this.following.follower().isOutdated() && !isCatchingUp();
	}

	/** Whether the log is read again and has not come to where it was. */
	boolean isCatchingUp() {
		return this.problem == null && transcript().offset() < this.shown;
	}

	/** Whether the log has bytes that were not yet read: they are read at once. */
	boolean isBehind() {
		return this.problem == null && !this.unreadable && this.following.follower().behind();
	}

	/**
	 * Whether all of a log was read, or as much as is possible.
	 * @param ended the ended run
	 */
	boolean isComplete(Run ended) {
		Long size = ended.logSize();
		return this.problem != null || this.unreadable || size == null || transcript().offset() >= size;
	}

	/** Makes the final outline, which is kept unless the log has a problem. */
	void endOutline(Run ended) {
		Following whole = this.following;
		whole.outline().end(whole.follower(), ended, this.problem == null);
	}

	/**
	 * Reports the problem before pages learn of it, so that the run cannot end without
	 * it. The caller handles an exception, and the next turn tries again.
	 */
	void reportProblem(Run run) {
		String found = this.problem;
		if (found != null && !this.problemReported) {
			this.problems.report(run, found);
			this.problemReported = true;
		}
	}

	/** Packs the view, which nobody has used for a while. */
	void rest() {
		try {
			this.following.follower().rest();
		}
		catch (IOException ex) {
			notClosed(ex);
		}
	}

	/** Closes the log. */
	void close() {
		try {
			this.following.follower().close();
		}
		catch (IOException ex) {
			notClosed(ex);
		}
	}

	private void notClosed(IOException ex) {
		log.debug("Log of {}/{} did not close", this.key.app(), this.key.number(), ex);
	}

	/**
	 * What one reading on has changed.
	 *
	 * @param renewed the log is read again from its start, since secrets were added: the
	 * next delta replaces all lines
	 * @param grown there are new bytes
	 * @param lost a problem was found
	 */
	record Progress(boolean renewed, boolean grown, boolean lost) {

	}

	/**
	 * How a log is followed under one mask.
	 *
	 * @param follower reads it
	 * @param outline what is found in it
	 */
	record Following(Follower follower, FollowedOutline outline) {

	}

	/** Follows a log under its new mask, when secrets were added. */
	interface Renewal {

		/**
		 * Takes over from a follower.
		 * @param run the run as it is now
		 * @param before the follower under the old mask
		 */
		Following of(Run run, Follower before) throws IOException;

	}

}
