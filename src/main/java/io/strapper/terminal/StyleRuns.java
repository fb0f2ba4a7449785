package io.strapper.terminal;

import java.util.Arrays;

/**
 * The styles of a row's columns as runs: run <i>i</i> covers the columns from the end of
 * the run before it up to {@code ends[i]}. Neighbours always differ, so rows that look
 * the same have equal runs, whatever was written to them.
 */
final class StyleRuns {

	/** Most characters that the links of one row take. */
	static final int MAX_LINKS = 16 << 10;

	private static final int USUAL = 8;

	private final Meter meter;

	private int[] ends = new int[USUAL];

	private Style[] styles = new Style[USUAL];

	private int count;

	/** Whether a style may hold a link. */
	private boolean linked;

	StyleRuns(Meter meter) {
		this.meter = meter;
	}

	int count() {
		return this.count;
	}

	int end(int run) {
		return this.ends[run];
	}

	Style style(int run) {
		return this.styles[run];
	}

	/** Whether all columns have the default style. */
	boolean isPlain() {
		return this.count == 0 || (this.count == 1 && this.styles[0].equals(Style.DEFAULT));
	}

	/** A copy of the ends of the runs. */
	int[] ends() {
		return Arrays.copyOf(this.ends, this.count);
	}

	/** A copy of the styles of the runs. */
	Style[] styles() {
		return Arrays.copyOf(this.styles, this.count);
	}

	/** How many columns the runs cover. */
	int length() {
		return start(this.count);
	}

	private int start(int run) {
		return (run == 0) ? 0 : this.ends[run - 1];
	}

	/** Gives columns their style; {@code from} is at most {@link #length()}. */
	void set(int from, int to, Style style) {
		if (from == length()) {
			append(to, style);
		}
		else if (from < to) {
			replace(from, to, style);
		}
	}

	private void append(int to, Style style) {
		int last = this.count - 1;
		if (last >= 0 && this.styles[last].equals(style)) {
			this.ends[last] = to;
		}
		else if (to > start(this.count)) {
			if (this.count == this.ends.length) {
				grow(2 * this.count);
			}
			this.styles[this.count] = style;
			this.ends[this.count++] = to;
		}
	}

	private void replace(int from, int to, Style style) {
		int first = runAt(from);
		if (to <= this.ends[first] && this.styles[first].equals(style)) {
			return;
		}
		int last = (to >= length()) ? this.count - 1 : runAt(to - 1);
		if (this.styles[last].equals(style)) {
			to = Math.max(to, this.ends[last]);
		}
		else if (to == this.ends[last] && last + 1 < this.count && this.styles[last + 1].equals(style)) {
			to = this.ends[++last];
		}
		boolean headStays = start(first) < from && !this.styles[first].equals(style);
		if (start(first) == from && first > 0 && this.styles[first - 1].equals(style)) {
			first--;
		}
		boolean tailStays = to < this.ends[last];
		Style tail = this.styles[last];
		int tailEnd = this.ends[last];
		int at = headStays ? first + 1 : first;
		splice(at, last + 1 - at, tailStays ? 2 : 1);
		if (headStays) {
			this.ends[first] = from;
		}
		this.ends[at] = to;
		this.styles[at] = style;
		if (tailStays) {
			this.ends[at + 1] = tailEnd;
			this.styles[at + 1] = tail;
		}
	}

	/** Moves the columns from {@code at} on to the right and gives the gap a style. */
	void insert(int at, int columns, Style style) {
		for (int run = runAt(at); run < this.count; run++) {
			this.ends[run] += columns;
			this.meter.add(1);
		}
		replace(at, at + columns, style);
	}

	/** Removes columns; those behind them move to the left. */
	void delete(int from, int to) {
		int kept = 0;
		this.meter.add(this.count);
		for (int run = 0; run < this.count; run++) {
			int end = (this.ends[run] <= from) ? this.ends[run] : Math.max(from, this.ends[run] - (to - from));
			if (end == start(kept)) {
				continue;
			}
			if (kept > 0 && this.styles[kept - 1].equals(this.styles[run])) {
				this.ends[kept - 1] = end;
			}
			else {
				this.styles[kept] = this.styles[run];
				this.ends[kept++] = end;
			}
		}
		shrink(kept);
	}

	/** Forgets the columns from {@code length} on. */
	void truncate(int length) {
		if (length == 0) {
			shrink(0);
		}
		else if (length < length()) {
			shrink(runAt(length - 1) + 1);
			this.ends[this.count - 1] = length;
		}
	}

	/** Forgets the last runs: a style may hold a link, and the memory that it takes. */
	private void shrink(int count) {
		if (this.linked && count < this.count) {
			Arrays.fill(this.styles, count, this.count, Style.DEFAULT);
			this.linked = count > 0;
		}
		this.count = count;
	}

	private int runAt(int column) {
		int found = Arrays.binarySearch(this.ends, 0, this.count, column + 1);
		return (found >= 0) ? found : -found - 1;
	}

	/** Replaces {@code removed} runs from {@code at} on by room for {@code added}. */
	private void splice(int at, int removed, int added) {
		int count = this.count + added - removed;
		if (count > this.ends.length) {
			grow(2 * count);
		}
		int moved = this.count - at - removed;
		if (moved > 0 && added != removed) {
			this.meter.add(moved);
			System.arraycopy(this.ends, at + removed, this.ends, at + added, moved);
			System.arraycopy(this.styles, at + removed, this.styles, at + added, moved);
		}
		shrink(count);
	}

	private void grow(int length) {
		this.ends = Arrays.copyOf(this.ends, length);
		this.styles = Arrays.copyOf(this.styles, length);
	}

	/**
	 * Whether a row may hold one more link: a few bytes of a log can ask for a link of
	 * kilobytes around each single character.
	 */
	boolean hasRoomFor(String link) {
		this.meter.add(this.count);
		this.linked = true;
		int bytes = link.length();
		String before = link;
		for (int run = 0; run < this.count; run++) {
			String other = this.styles[run].link();
			if (other != null && !other.equals(before)) {
				bytes += other.length();
				before = other;
			}
			if (link.equals(other)) {
				return true;
			}
		}
		return bytes <= MAX_LINKS;
	}

	void save(Packer out) {
		out.number(this.count);
		for (int run = 0; run < this.count; run++) {
			out.number(this.ends[run]);
			out.style(this.styles[run]);
		}
	}

	void restore(Unpacker in) {
		splice(0, this.count, in.integer());
		for (int run = 0; run < this.count; run++) {
			this.ends[run] = in.integer();
			this.styles[run] = in.style();
			this.linked |= this.styles[run].link() != null;
		}
	}

}
