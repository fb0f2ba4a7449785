package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Records when each line of a followed log was begun, in the file {@code times} beside
 * the log. A line gets the time of the first look at the file that found bytes of this
 * line or of a later one. So the time is late by at most the pause between two looks, the
 * lines of one look share a time, and a time never changes.
 * <p>
 * The time of a line stays unknown if nobody looked at the file for longer than the
 * tolerance, if the disk was full, or if the wall clock was set back. So known times
 * never decrease.
 * <p>
 * Each look that finds new lines adds usually three to eight bytes to the file: a few
 * bytes per line if the process writes line by line, a few bytes per MiB in a flood. Not
 * thread-safe.
 */
public final class LineClock implements Closeable {

	/** Most looks that are remembered until the bytes that they found are read. */
	private static final int MOST_LOOKS = 1000;

	private static final long UNKNOWN = -1;

	private final Deque<Look> looks = new ArrayDeque<>();

	private final LineTimesFile file;

	private final Clock clock;

	private final long tolerance;

	private long looked;

	private long size;

	/** The newest lines whose time is unknown; they need not be in the file yet. */
	private LineTime unknown = LineTime.ORIGIN;

	/**
	 * Continues the file.
	 * @param log the log, which may not be there yet
	 * @param since when the run started: nothing was written before
	 * @param tolerance longest pause between two looks after which a time still counts as
	 * known
	 * @param clock gives the time of each look
	 */
	public LineClock(RunLog log, Instant since, Duration tolerance, Clock clock) {
		this.file = log.growingTimes();
		this.clock = clock;
		this.tolerance = tolerance.toMillis();
		this.looked = since.toEpochMilli();
	}

	/**
	 * Notes that the log was just looked at.
	 * @param size how many bytes it has
	 */
	void looked(long size) {
		long now = this.clock.millis();
		if (size > this.size) {
			if (this.looks.size() == MOST_LOOKS) {
				// Reading is too far behind: this look is left out
				return;
			}
			long pause = now - this.looked;
			this.looks.addLast(new Look(size, (pause >= 0 && pause <= this.tolerance) ? now : UNKNOWN));
			this.size = size;
		}
		this.looked = now;
	}

	/**
	 * Notes that more of the log was read.
	 * @param offset how many bytes were read in all
	 * @param lines how many lines they have begun
	 */
	void began(long offset, long lines) {
		long at = seen(offset);
		LineTime last = this.file.last();
		if (offset <= last.offset() || lines <= Math.max(last.lines(), this.unknown.lines())) {
			return;
		}
		LineTime silent = new LineTime(offset, lines, last.at(), false);
		if (at < last.at()) {
			this.unknown = silent;
			return;
		}
		try {
			if (this.unknown.lines() > last.lines()) {
				this.file.append(this.unknown);
			}
			this.file.append(new LineTime(offset, lines, at, true));
		}
		catch (IOException ex) {
			// A full disk must not end the following of a log
			this.unknown = silent;
		}
	}

	/** The time of the first look that found the bytes up to an offset. */
	private long seen(long offset) {
		while (!this.looks.isEmpty() && this.looks.getFirst().size < offset) {
			this.looks.removeFirst();
		}
		// Bytes that no look found were written right after the last look
		return this.looks.isEmpty() ? this.looked : this.looks.getFirst().at;
	}

	@Override
	public void close() throws IOException {
		try (this.file) {
			keepUnknown();
		}
	}

	/**
	 * Writes down that times are unknown: a line may be erased and begun again later.
	 */
	private void keepUnknown() {
		if (this.unknown.lines() > this.file.last().lines()) {
			try {
				this.file.append(this.unknown);
			}
			catch (IOException ex) {
				// For example, the disk is full
			}
		}
	}

	/**
	 * A look at the log.
	 *
	 * @param size how many bytes the log had
	 * @param at milliseconds since the epoch; {@link #UNKNOWN} if the pause before this
	 * look was longer than the tolerance
	 */
	private record Look(long size, long at) {
	}

}
