package io.strapper.compare;

import java.util.ArrayList;
import java.util.List;

import io.strapper.compare.Alignment.Hunk;
import org.jspecify.annotations.Nullable;

/**
 * A part of two logs as one: the lines in which they differ, with a few equal ones around
 * them; the other equal ones are folded.
 *
 * @param rows from top to bottom
 * @param next number of the first hunk that is not in it, or null after the last
 */
record Unified(List<Row> rows, @Nullable Integer next) {

	/** Equal lines before and behind a difference. */
	private static final int CONTEXT = 3;

	/** Lines of one side of a hunk that are shown. */
	static final int MOST_OF_HUNK = 200;

	/** Rows after which no other hunk begins. */
	static final int MOST_ROWS = 1000;

	/**
	 * The part that begins with a hunk.
	 * @param first number of the hunk, from 0
	 */
	static Unified of(Comparison comparison, int first) {
		List<Hunk> hunks = comparison.hunks();
		List<Row> rows = new ArrayList<>();
		// The first equal line that has no row yet, in both logs
		int older = 0;
		int newer = 0;
		if (first > 0) {
			older = hunks.get(first - 1).oldLine() + hunks.get(first - 1).removed();
			newer = hunks.get(first - 1).newLine() + hunks.get(first - 1).added();
		}
		int next = first;
		while (next < hunks.size() && rows.size() < MOST_ROWS) {
			Hunk hunk = hunks.get(next);
			equal(rows, older, newer, hunk.newLine() - newer, next > 0, true);
			side(rows, Kind.REMOVED, hunk.oldLine(), hunk.removed());
			side(rows, Kind.ADDED, hunk.newLine(), hunk.added());
			older = hunk.oldLine() + hunk.removed();
			newer = hunk.newLine() + hunk.added();
			next++;
		}
		boolean over = next == hunks.size();
		if (over) {
			equal(rows, older, newer, comparison.newLines() - newer, !hunks.isEmpty(), false);
		}
		return new Unified(List.copyOf(rows), over ? null : next);
	}

	/** Equal lines, of which those are shown that stand near a difference. */
	private static void equal(List<Row> rows, int older, int newer, int count, boolean behind, boolean before) {
		int head = behind ? Math.min(CONTEXT, count) : 0;
		int tail = before ? Math.min(CONTEXT, count - head) : 0;
		int folded = count - head - tail;
		// A fold takes a row itself
		int shown = (folded <= 1) ? head + folded : head;
		for (int i = 0; i < shown; i++) {
			rows.add(new Row(Kind.EQUAL, older + i, newer + i, 1));
		}
		if (folded > 1) {
			rows.add(new Row(Kind.FOLDED, older + head, newer + head, folded));
		}
		for (int i = count - tail; i < count; i++) {
			rows.add(new Row(Kind.EQUAL, older + i, newer + i, 1));
		}
	}

	private static void side(List<Row> rows, Kind kind, int first, int count) {
		boolean old = kind == Kind.REMOVED;
		int shown = Math.min(count, MOST_OF_HUNK);
		for (int i = 0; i < shown; i++) {
			rows.add(new Row(kind, old ? first + i : -1, old ? -1 : first + i, 1));
		}
		if (count > shown) {
			rows.add(new Row(old ? Kind.MORE_REMOVED : Kind.MORE_ADDED, old ? first + shown : -1,
					old ? -1 : first + shown, count - shown));
		}
	}

	/** What a row is. */
	enum Kind {

		/** A line that both logs have. */
		EQUAL,
		/** Several such lines, of which none is shown. */
		FOLDED,
		/** A line that only the older log has. */
		REMOVED,
		/** More of them. */
		MORE_REMOVED,
		/** A line that only the newer log has. */
		ADDED,
		/** More of them. */
		MORE_ADDED

	}

	/**
	 * A row.
	 *
	 * @param kind what it is
	 * @param oldLine number of its first line in the older log, from 0; -1 for none
	 * @param newLine number of its first line in the newer log, from 0; -1 for none
	 * @param count how many lines it stands for
	 */
	record Row(Kind kind, int oldLine, int newLine, int count) {

		/** Whether the text of its line is shown. */
		boolean hasText() {
			return this.kind == Kind.EQUAL || this.kind == Kind.REMOVED || this.kind == Kind.ADDED;
		}

	}

}
