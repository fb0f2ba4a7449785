package io.strapper.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of the window: cells that can still change. A cell holds a code point, the right
 * half of a wide one, or the number of a cluster: a character with combining marks.
 */
final class Row {

	private static final int RIGHT_HALF = -1;

	private static final int FIRST_CLUSTER = -2;

	/** Most UTF-16 units of a cluster: marks without end take no memory without end. */
	private static final int CLUSTER_UNITS = 32;

	private int[] cells = new int[96];

	private Style[] styles = new Style[96];

	private int length;

	private boolean continued;

	private @Nullable List<String> clusters;

	/** Empties the row. */
	void clear() {
		this.length = 0;
		this.continued = false;
		this.clusters = null;
		if (this.cells.length > 1024) {
			this.cells = new int[96];
			this.styles = new Style[96];
		}
	}

	void continues() {
		this.continued = true;
	}

	/** Puts characters of one column each. */
	void put(int column, byte[] ascii, int from, int to, Style style) {
		int end = column + to - from;
		reach(column, end);
		for (int i = 0; i < to - from; i++) {
			this.cells[column + i] = ascii[from + i];
		}
		Arrays.fill(this.styles, column, end, style);
	}

	/** Puts one character of one or two columns. */
	void put(int column, int codePoint, int width, Style style) {
		reach(column, column + width);
		this.cells[column] = codePoint;
		this.styles[column] = style;
		if (width == 2) {
			this.cells[column + 1] = RIGHT_HALF;
			this.styles[column + 1] = style;
		}
	}

	/** Adds a mark to the character before a column. */
	void combine(int column, int mark) {
		int at = Math.min(column, this.length) - 1;
		if (at > 0 && this.cells[at] == RIGHT_HALF) {
			at--;
		}
		if (at < 0) {
			return;
		}
		String cluster = text(this.cells[at]) + Character.toString(mark);
		if (cluster.length() <= CLUSTER_UNITS) {
			List<String> known = compactClusters();
			this.cells[at] = FIRST_CLUSTER - known.size();
			known.add(cluster);
		}
	}

	/**
	 * The clusters, without those that nobody shows any more if they have become many.
	 */
	private List<String> compactClusters() {
		List<String> known = this.clusters;
		if (known == null || known.size() > 2 * this.length + 64) {
			List<String> used = new ArrayList<>();
			for (int i = 0; i < this.length; i++) {
				if (this.cells[i] <= FIRST_CLUSTER) {
					used.add(text(this.cells[i]));
					this.cells[i] = FIRST_CLUSTER - (used.size() - 1);
				}
			}
			this.clusters = used;
			return used;
		}
		return known;
	}

	/** Makes room for cells that are written next, and blanks the halves that stay. */
	private void reach(int from, int to) {
		if (to > this.cells.length) {
			int capacity = Math.max(to, this.cells.length * 2);
			this.cells = Arrays.copyOf(this.cells, capacity);
			this.styles = Arrays.copyOf(this.styles, capacity);
		}
		if (from > this.length) {
			blank(this.length, from, Style.PLAIN);
		}
		split(from);
		split(to);
		this.length = Math.max(this.length, to);
	}

	/** A wide character that is cut at a column becomes two blanks. */
	private void split(int column) {
		if (column > 0 && column < this.length && this.cells[column] == RIGHT_HALF) {
			this.cells[column - 1] = ' ';
			this.cells[column] = ' ';
		}
	}

	private void blank(int from, int to, Style style) {
		Arrays.fill(this.cells, from, to, ' ');
		Arrays.fill(this.styles, from, to, style);
	}

	/** Blanks cells; nothing is added to a shorter row. */
	void erase(int from, int to, Style style) {
		int end = Math.min(to, this.length);
		if (from >= end) {
			return;
		}
		split(from);
		split(end);
		if (end == this.length) {
			this.length = from;
		}
		else {
			blank(from, end, style);
		}
	}

	/** Moves what stands from a column on to the right. */
	void insert(int column, int count, Style style, int most) {
		if (column >= this.length) {
			return;
		}
		int before = this.length;
		split(column);
		int end = Math.min(most, before + count);
		reach(before, Math.max(before, end));
		System.arraycopy(this.cells, column, this.cells, Math.min(end, column + count),
				Math.max(0, end - column - count));
		System.arraycopy(this.styles, column, this.styles, Math.min(end, column + count),
				Math.max(0, end - column - count));
		blank(column, Math.min(end, column + count), style);
		this.length = end;
	}

	/** Moves what stands behind some cells over them. */
	void delete(int column, int count) {
		if (column >= this.length) {
			return;
		}
		int from = Math.min(this.length, column + count);
		split(column);
		split(from);
		System.arraycopy(this.cells, from, this.cells, column, this.length - from);
		System.arraycopy(this.styles, from, this.styles, column, this.length - from);
		this.length -= from - column;
	}

	/** What the row shows now. */
	Line line() {
		int runs = 0;
		for (int i = 0; i < this.length; i++) {
			if (i == 0 || startsRun(i)) {
				runs++;
			}
		}
		int[] ends = new int[runs];
		Style[] looks = new Style[runs];
		StringBuilder text = new StringBuilder(this.length);
		int run = -1;
		for (int i = 0; i < this.length; i++) {
			if (i == 0 || startsRun(i)) {
				looks[++run] = this.styles[i];
			}
			append(text, this.cells[i]);
			ends[run] = text.length();
		}
		return new Line(text.toString(), ends, looks, this.continued);
	}

	private boolean startsRun(int column) {
		return this.styles[column] != this.styles[column - 1] && !this.styles[column].equals(this.styles[column - 1]);
	}

	private void append(StringBuilder text, int cell) {
		if (cell >= 0 && cell < 0x80) {
			text.append((char) cell);
		}
		else if (cell != RIGHT_HALF) {
			text.append(text(cell));
		}
	}

	private String text(int cell) {
		if (cell > RIGHT_HALF) {
			return Character.toString(cell);
		}
		return (this.clusters != null) ? this.clusters.get(FIRST_CLUSTER - cell) : "";
	}

}
