package io.strapper.search;

import io.strapper.terminal.FrozenLines;
import io.strapper.terminal.Line;

/** Looks through those blocks of a stretch of lines that hold wanted matches. */
final class Look implements FrozenLines {

	private final Expression expression;

	private final MatchCounts.Snapshot known;

	private final long first;

	private final long end;

	private final Listing listing;

	private boolean wanted;

	/**
	 * Before the first line of a stretch.
	 * @param expression what to look for
	 * @param known how many matches there are in each block
	 * @param first number of the stretch's first line, which begins a block
	 * @param end number of the line behind the stretch
	 * @param listing takes the matches
	 */
	Look(Expression expression, MatchCounts.Snapshot known, long first, long end, Listing listing) {
		this.expression = expression;
		this.known = known;
		this.first = first;
		this.end = end;
		this.listing = listing;
	}

	@Override
	public void frozen(long number, Line line) {
		if ((number - this.first) % this.known.blockLines() == 0) {
			long next = Math.min(number + this.known.blockLines(), this.end);
			this.wanted = !this.listing.full() && !this.listing.passes(next, this.known.matches(number, next));
		}
		if (this.wanted) {
			this.expression.find(line.text(), (from, to) -> this.listing.take(number, from, to));
		}
	}

}
