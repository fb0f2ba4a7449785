package io.strapper.live;

import java.time.Duration;

import io.strapper.log.Delta;
import io.strapper.log.Transcript;

/**
 * When the news of a log is due: at once after a silence; what follows is gathered, so
 * that there are at most 60 messages a second, and 20 of lines that are redrawn. Of a
 * flood, which is read more slowly than it is written, there are fewer still. Times are
 * nanoseconds of a clock that is never set. Not thread-safe.
 */
final class Pace {

	/** 60 messages a second, and not one more. */
	static final long FRAME = Duration.ofSeconds(1).toNanos() / 59;

	private static final long REDRAW_FRAME = Duration.ofMillis(50).toNanos();

	/** Between two deltas of a log that grows faster than it is read. */
	private static final long FLOOD_FRAME = Duration.ofMillis(100).toNanos();

	/**
	 * While a log is behind, its next delta stands for at least so many bytes for each
	 * character of the last one: a flood costs its viewers a small part of its bytes.
	 */
	private static final int FLOOD_SHARE = 64;

	private boolean told;

	private long last;

	private long lineCount;

	private long floodUntil;

	/**
	 * How long what is new has to wait.
	 * @param transcript with news
	 * @param behind whether more is known to wait in the file
	 * @param now the time
	 * @return nanoseconds; 0 or less if it is due, {@link Long#MAX_VALUE} if more is to
	 * be read before
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

	/** A delta was told. */
	void told(Delta delta, long now) {
		this.told = true;
		this.last = now;
		this.lineCount = delta.lineCount();
		this.floodUntil = delta.to() + FLOOD_SHARE * delta.characters();
	}

}
