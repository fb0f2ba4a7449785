package io.strapper.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.strapper.log.FrozenPages;
import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.terminal.Line;
import org.jspecify.annotations.Nullable;

/**
 * A search through the text of all lines of a log, in parts, which can continue when the
 * log has grown. It counts the matches exactly and stores only their number in each block
 * of lines; the matches of a block are found again when they are listed. Thread-safe.
 */
public final class LogSearch {

	/** Lines that a listing searches at a time. */
	private static final int STRETCH = 1024;

	/** Most stretches that one listing searches, if they take no longer than… */
	private static final int STRETCHES = 16;

	private static final long LISTING_NANOS = 500_000_000L;

	/** Bytes that are replayed before the newly frozen lines are searched. */
	private static final int CHUNK = 1 << 13;

	private final RunLog log;

	private final Expression expression;

	private final Replay replay;

	/** Frozen lines whose matches are not yet counted. */
	private final Queue<byte[]> uncounted = new ArrayDeque<>();

	private final MatchCounts counts = new MatchCounts();

	private volatile long offset;

	/** Bytes of the log at the last look at it. */
	private long end;

	private volatile boolean complete;

	private MatchCounts.@Nullable Snapshot snapshot;

	/**
	 * A search that has not begun.
	 * @param log the log
	 * @param expression what to look for
	 */
	public LogSearch(RunLog log, Expression expression) {
		this.log = log;
		this.expression = expression;
		this.replay = log.replay(this::frozen);
	}

	private void frozen(long number, Line line) {
		this.uncounted.add(line.utf8());
	}

	/**
	 * Searches more of the log.
	 * @param to how many bytes of the log count
	 * @param most how much work to do, in bytes that are read plus steps of the
	 * expression; a line that was begun is completed
	 * @return whether there is more to search
	 * @throws java.nio.file.NoSuchFileException if the log does not exist
	 * @throws IOException if the log cannot be read
	 */
	public synchronized boolean advance(long to, long most) throws IOException {
		this.end = to;
		this.snapshot = null;
		boolean more = true;
		try (LogBytes bytes = this.log.open()) {
			for (long begun = work(); more && work() - begun < most;) {
				more = step(bytes);
			}
		}
		this.complete = !more;
		return more;
	}

	/** Searches a line, or reads more of the log. Returns whether there was any. */
	private boolean step(LogBytes bytes) throws IOException {
		byte[] line = this.uncounted.poll();
		if (line != null) {
			this.counts.add(this.expression.count(line));
			return true;
		}
		boolean read = this.replay.advance(bytes, this.end, CHUNK);
		this.offset = this.replay.offset();
		return read;
	}

	/** The work done so far, in bytes that were read plus steps of the expression. */
	private long work() {
		return this.offset + this.expression.steps();
	}

	/** Whether the whole log was searched, as large as it was at the last look. */
	public boolean complete() {
		return this.complete;
	}

	/** How many bytes of the log were searched. */
	public long offset() {
		return this.offset;
	}

	/**
	 * Lists matches in the part of the log that was searched.
	 * @param range which matches
	 * @throws IOException if the log cannot be read
	 */
	public synchronized Found list(Range range) throws IOException {
		MatchCounts.Snapshot known = snapshot();
		Listing listing = new Listing(range);
		list(known, range, listing);
		return new Found(known.total(), this.expression.capped(), this.complete, this.offset, this.end,
				known.lineCount(), listing.first(), listing.matches(), listing.next(known.total()), known.where());
	}

	private void list(MatchCounts.Snapshot known, Range range, Listing listing) throws IOException {
		FrozenPages pages = new FrozenPages(this.log);
		long patience = System.nanoTime() + LISTING_NANOS;
		long stretch = Math.max(STRETCH, known.blockLines());
		int looked = 0;
		for (long line = 0; line < Math.min(range.to(), known.lineCount()); line += stretch) {
			long end = Math.min(line + stretch, known.lineCount());
			if (listing.passes(end, known.matches(line, end))) {
				continue;
			}
			if (listing.full() || ++looked > STRETCHES) {
				listing.stop();
				return;
			}
			pages.read(known.offset(), line, end, new Look(this.expression, known, line, end, listing));
			if (System.nanoTime() - patience > 0) {
				listing.stop();
				return;
			}
		}
	}

	/**
	 * The counts at this offset. The lines of the window are searched once per offset.
	 */
	private MatchCounts.Snapshot snapshot() {
		MatchCounts.Snapshot known = this.snapshot;
		if (known == null) {
			known = this.counts.snapshot(this.offset, this.uncounted.isEmpty() ? window() : new int[0]);
			this.snapshot = known;
		}
		return known;
	}

	private int[] window() {
		long frozen = this.replay.frozen();
		int[] window = new int[(int) (this.replay.lineCount() - frozen)];
		for (int i = 0; i < window.length; i++) {
			window[i] = this.expression.count(this.replay.line(frozen + i).utf8());
		}
		return window;
	}

	/**
	 * Which matches to list.
	 *
	 * @param from number of the first line that counts, or -1 to begin with a match
	 * @param nth number of the first match, from 0, if {@code from} is -1
	 * @param to number of the line before which to end
	 * @param limit how many at most; there may be fewer even if more follow
	 */
	public record Range(long from, long nth, long to, int limit) {
	}

	/**
	 * What a search has found so far.
	 *
	 * @param total how many matches there are in the bytes that were searched
	 * @param capped whether a line has more matches, which would take too long to find
	 * @param complete whether the whole log was searched
	 * @param searched how many bytes were searched
	 * @param size how many bytes the log has
	 * @param lineCount how many lines were searched
	 * @param first number of the first of {@code matches} among all, from 0
	 * @param matches some of them
	 * @param next number of the match to continue with, null if there are no more so far
	 * @param where how many matches lie in each of up to 512 equal parts of the lines
	 */
	public record Found(long total, boolean capped, boolean complete, long searched, long size, long lineCount,
			long first, List<Match> matches, @Nullable Long next, int[] where) {
	}

	/**
	 * A match.
	 *
	 * @param line the line's number
	 * @param start where in its text it starts, in UTF-16 units
	 * @param end where it ends
	 */
	public record Match(long line, int start, int end) {
	}

}
