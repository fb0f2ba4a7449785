package io.strapper.search;

import java.util.ArrayList;
import java.util.List;

import io.strapper.search.LogSearch.Match;
import io.strapper.search.LogSearch.Range;
import org.jspecify.annotations.Nullable;

/** Collects the matches that were asked for. */
final class Listing {

	private final List<Match> matches = new ArrayList<>();

	private final Range range;

	/** How many matches lie before the place where the listing stands. */
	private long before;

	/** Number of the first match that was taken; -1 for none yet. */
	private long first = -1;

	private boolean stopped;

	Listing(Range range) {
		this.range = range;
	}

	/**
	 * Whether lines can be skipped: they contain no matches, or only matches before those
	 * that were asked for.
	 */
	boolean passes(long end, long count) {
		boolean passed = count == 0
				|| ((this.range.from() >= 0) ? end <= this.range.from() : this.before + count <= this.range.nth());
		this.before += passed ? count : 0;
		return passed;
	}

	void take(long line, int start, int end) {
		boolean wanted = (this.range.from() >= 0) ? line >= this.range.from() : this.before >= this.range.nth();
		if (wanted && line < this.range.to() && !full()) {
			this.first = (this.first < 0) ? this.before : this.first;
			this.matches.add(new Match(line, start, end));
		}
		this.before++;
	}

	boolean full() {
		return this.matches.size() >= this.range.limit();
	}

	/** Notes that the listing ended before the end of the range. */
	void stop() {
		this.stopped = true;
	}

	List<Match> matches() {
		return List.copyOf(this.matches);
	}

	/** Number of the first match in the list, from 0; 0 if there is none. */
	long first() {
		return Math.max(this.first, 0);
	}

	/**
	 * Number of the match to continue with, given the total; null if there are no more.
	 */
	@Nullable Long next(long total) {
		long next = (this.first >= 0) ? this.first + this.matches.size() : this.before;
		return ((this.stopped || full()) && next < total) ? next : null;
	}

}
