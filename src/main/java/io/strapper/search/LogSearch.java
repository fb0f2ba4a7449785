package io.strapper.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.strapper.log.FrozenPages;
import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.terminal.Line;

/**
 * A search through the text of all of a log's lines, a part at a time, that goes on when
 * the log has grown. It counts matches exactly, and keeps only how many lie in each block
 * of lines: where they are is found again when it is asked for. Thread-safe.
 */
public final class LogSearch {

	/** Blocks of one line as long as there are not more than so many, then of 2, 4, 8… */
	private static final int BLOCKS = 1 << 14;

	/** Lines that are looked through at a time to list matches. */
	private static final int STRETCH = 1024;

	/** Stretches that one listing looks through at most, if they take no longer than… */
	private static final int STRETCHES = 16;

	private static final long LISTING_NANOS = 1_000_000_000L;

	private final RunLog log;

	private final Expression expression;

	private final Replay replay;

	/** Matches in frozen lines, by block. */
	private final int[] counts = new int[BLOCKS];

	/** Lines of a block, as a power of two. */
	private int shift;

	private long total;

	/**
	 * A search that has not begun.
	 * @param log the log
	 * @param expression what to look for
	 */
	public LogSearch(RunLog log, Expression expression) {
		this.log = log;
		this.expression = expression;
		this.replay = log.replay(this::count);
	}

	private void count(long number, Line line) {
		int found = this.expression.count(line.utf8());
		while (number >> this.shift >= BLOCKS) {
			for (int block = 0; block < BLOCKS; block++) {
				int first = 2 * block;
				this.counts[block] = (first < BLOCKS) ? this.counts[first] + this.counts[first + 1] : 0;
			}
			this.shift++;
		}
		this.counts[(int) (number >> this.shift)] += found;
		this.total += found;
	}

	/**
	 * Looks through more of the log.
	 * @param to how many bytes of the log count
	 * @param most how many bytes to look through
	 * @return whether there is more
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	public synchronized boolean advance(long to, long most) throws IOException {
		long end = this.replay.offset() + Math.min(most, to - this.replay.offset());
		try (LogBytes bytes = this.log.open()) {
			while (this.replay.advance(bytes, end)) {
				continue;
			}
		}
		return this.replay.offset() == end && end < to;
	}

	/** How many bytes of the log were looked through. */
	public synchronized long offset() {
		return this.replay.offset();
	}

	/**
	 * Lists matches as far as the log was looked through.
	 * @param from number of the first line that counts, or -1 to begin with a match
	 * @param nth number of the first match, from 0, if {@code from} is -1
	 * @param until number of the line before which to end
	 * @param limit how many at most; there may be fewer though more follow
	 */
	public Found list(long from, long nth, long until, int limit) throws IOException {
		State state = state();
		FrozenPages pages = new FrozenPages(this.log);
		Listing listing = new Listing(from, nth, until, limit);
		long stretch = Math.max(STRETCH, 1L << state.shift);
		int looked = 0;
		for (long line = 0; line < Math.min(until, state.lineCount) && looked < STRETCHES; line += stretch) {
			long end = Math.min(line + stretch, state.lineCount);
			long count = state.matches(line, end);
			if (count == 0 || listing.passes(end, count)) {
				continue;
			}
			looked++;
			if (!listing.look(line, pages.texts(state.offset, line, end))) {
				break;
			}
		}
		return new Found(state.total, state.lineCount, Math.max(listing.first, 0), listing.matches, state.where());
	}

	private synchronized State state() {
		long frozen = this.replay.frozen();
		long lineCount = this.replay.lineCount();
		int[] window = new int[(int) (lineCount - frozen)];
		long all = this.total;
		for (int i = 0; i < window.length; i++) {
			window[i] = this.expression.count(this.replay.line(frozen + i).utf8());
			all += window[i];
		}
		int blocks = (int) (frozen + (1L << this.shift) - 1 >> this.shift);
		return new State(this.replay.offset(), frozen, lineCount, this.shift, Arrays.copyOf(this.counts, blocks),
				window, all);
	}

	/** Takes those matches that are wanted, and keeps no others. */
	private final class Listing {

		private final long patience = System.nanoTime() + LISTING_NANOS;

		private final List<Match> matches = new ArrayList<>();

		private final long from;

		private final long nth;

		private final long until;

		private final int limit;

		private long before;

		private long first = -1;

		Listing(long from, long nth, long until, int limit) {
			this.from = from;
			this.nth = nth;
			this.until = until;
			this.limit = limit;
		}

		/** Whether a stretch that holds so many matches lies before the wanted ones. */
		boolean passes(long end, long count) {
			boolean passed = (this.from >= 0) ? end <= this.from : this.before + count <= this.nth;
			this.before += passed ? count : 0;
			return passed;
		}

		/** Looks through a stretch, and tells whether to look on. */
		boolean look(long firstLine, List<String> texts) {
			for (int i = 0; i < texts.size(); i++) {
				long line = firstLine + i;
				LogSearch.this.expression.find(texts.get(i), (start, end) -> take(line, start, end));
				if (this.matches.size() >= this.limit || System.nanoTime() - this.patience > 0) {
					return false;
				}
			}
			return true;
		}

		private void take(long line, int start, int end) {
			boolean wanted = (this.from >= 0) ? line >= this.from : this.before >= this.nth;
			if (wanted && line < this.until && this.matches.size() < this.limit) {
				this.first = (this.first < 0) ? this.before : this.first;
				this.matches.add(new Match(line, start, end));
			}
			this.before++;
		}

	}

	/**
	 * What is known at an offset: matches by block in frozen lines, by line in the
	 * window.
	 */
	private record State(long offset, long frozen, long lineCount, int shift, int[] counts, int[] window, long total) {

		/** Matches in the lines from a block's first one on. */
		long matches(long from, long to) {
			long sum = 0;
			for (long block = from >> this.shift; block < this.counts.length && block << this.shift < to; block++) {
				sum += this.counts[(int) block];
			}
			for (long line = Math.max(from, this.frozen); line < to; line++) {
				sum += this.window[(int) (line - this.frozen)];
			}
			return sum;
		}

		/** Matches in each of so many parts of the log. */
		int[] where() {
			int[] where = new int[(int) Math.min(Found.PARTS, this.lineCount)];
			for (int block = 0; block < this.counts.length; block++) {
				where[part((long) block << this.shift, where.length)] += this.counts[block];
			}
			for (int i = 0; i < this.window.length; i++) {
				where[part(this.frozen + i, where.length)] += this.window[i];
			}
			return where;
		}

		private int part(long line, int parts) {
			return (int) (line * parts / this.lineCount);
		}

	}

	/**
	 * What a search has found so far.
	 *
	 * @param total how many matches
	 * @param lineCount in how many lines
	 * @param first number of the first of {@code matches} among all, from 0
	 * @param matches some of them
	 * @param where how many lie in each of up to 512 equal parts of the lines
	 */
	public record Found(long total, long lineCount, long first, List<Match> matches, int[] where) {

		private static final int PARTS = 512;

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
