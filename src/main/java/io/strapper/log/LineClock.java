package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps when each line of a log was begun, in the file {@code times} beside it, while the
 * log is followed. A line's time is that of the first look at the file that saw the bytes
 * which first wrote on it, or on a line below it: so it is late by the pause between two
 * looks at most, and what was written in between shares one time. It is never told
 * otherwise later.
 * <p>
 * A time that is not known stays unknown: of what was written while nobody looked for
 * longer than the tolerance, while the disk was full, and of what a clock that was set
 * back tells again. So known times never fall.
 * <p>
 * The file grows with a look that sees new lines, by three to eight bytes as a rule: by a
 * few bytes a line where a process writes line by line, by a few bytes a MiB in a flood.
 * For one thread.
 */
public final class LineClock implements Closeable {

	/** Looks that are remembered until what they saw is read. */
	private static final int MOST_LOOKS = 1000;

	private static final long UNKNOWN = -1;

	private final Deque<Look> looks = new ArrayDeque<>();

	private final LineTimesFile file;

	private final Clock clock;

	private final long tolerance;

	private long looked;

	private long size;

	/** The newest lines whose time is not known; the file need not tell of them yet. */
	private LineTime unknown = LineTime.ORIGIN;

	/**
	 * Goes on where the file ends.
	 * @param log the log, which may not be there yet
	 * @param since nothing was written before
	 * @param tolerance longest pause between two looks after which a time is still told
	 * @param clock tells the time of each look
	 */
	public LineClock(RunLog log, Instant since, Duration tolerance, Clock clock) {
		this.file = log.growingTimes();
		this.clock = clock;
		this.tolerance = tolerance.toMillis();
		this.looked = since.toEpochMilli();
	}

	/**
	 * The log was just looked at.
	 * @param size its bytes
	 */
	void looked(long size) {
		long now = this.clock.millis();
		if (size > this.size) {
			if (this.looks.size() == MOST_LOOKS) {
				// As if nobody had looked: reading is too far behind
				return;
			}
			long pause = now - this.looked;
			this.looks.addLast(new Look(size, (pause >= 0 && pause <= this.tolerance) ? now : UNKNOWN));
			this.size = size;
		}
		this.looked = now;
	}

	/**
	 * The log was read on.
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

	/** When the bytes up to an offset were first seen. */
	private long seen(long offset) {
		while (!this.looks.isEmpty() && this.looks.getFirst().size < offset) {
			this.looks.removeFirst();
		}
		// What was read and not seen came right after the look
		return this.looks.isEmpty() ? this.looked : this.looks.getFirst().at;
	}

	@Override
	public void close() throws IOException {
		try (this.file) {
			keepUnknown();
		}
	}

	/**
	 * A line may be erased, and begun again when nobody knows that its time is unknown.
	 */
	private void keepUnknown() {
		if (this.unknown.lines() > this.file.last().lines()) {
			try {
				this.file.append(this.unknown);
			}
			catch (IOException ex) {
				// The disk is full, say
			}
		}
	}

	/**
	 * A look at the log.
	 *
	 * @param size how many bytes there were
	 * @param at when; {@link #UNKNOWN} if the pause before it was too long to tell
	 */
	private record Look(long size, long at) {
	}

}
