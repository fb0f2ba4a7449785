package io.strapper.live;

import java.time.Duration;

import io.strapper.log.Delta;
import io.strapper.log.Transcript;

/**
 * Decides when the next delta of a log is due: at once after a silence. What follows is
 * gathered, so that there are at most 60 messages a second, and at most 20 if lines are
 * redrawn. In a flood, when the log grows faster than it is read, there are even fewer.
 * Times are nanoseconds of the monotonic clock. Not thread-safe.
 */
final class Pace {

	/** 60 messages a second, and not one more. */
	static final long FRAME = Duration.ofSeconds(1).toNanos() / 59;

	private static final long REDRAW_FRAME = Duration.ofMillis(50).toNanos();

	/** Pause between two deltas of a log that grows faster than it is read. */
	private static final long FLOOD_FRAME = Duration.ofMillis(100).toNanos();

	/**
	 * In a flood, the next delta is sent only after at least so many bytes of the log for
	 * each character of the last delta, so that the viewers receive a small part of the
	 * log.
	 */
	private static final int FLOOD_SHARE = 64;

	private boolean told;

	private long last;

	private long lineCount;

	private long floodUntil;

	/**
	 * How long the next delta has to wait.
	 * @param transcript the view with new bytes
	 * @param behind whether the file has bytes that were not yet read
	 * @param now the time
	 * @return nanoseconds; 0 or less if it is due, {@link Long#MAX_VALUE} if more has to
	 * be read first
	 */
	long pause(Transcript transcript, boolean behind, long now) {
		if (!this.told) {
			return 0;
		}
		if (behind) {
			return (transcript.offset() < this.floodUntil) ? Long.MAX_VALUE : FLOOD_FRAME - (now - this.last);
		}
		boolean redrawn = transcript.lineCount() == this.lineCount;
		return (redrawn ? REDRAW_FRAME : FRAME) - (now - this.last);
	}

	/** Notes that a delta was published. */
	void told(Delta delta, long now) {
		this.told = true;
		this.last = now;
		this.lineCount = delta.lineCount();
		this.floodUntil = delta.to() + FLOOD_SHARE * delta.characters();
	}

}
