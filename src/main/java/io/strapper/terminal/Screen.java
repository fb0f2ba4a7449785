package io.strapper.terminal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The window: up to 100 rows, a cursor, and the verbs of ECMA-48 that change them. A row
 * that scrolls out at the top is frozen and handed out.
 *
 * <p>
 * A log keeps what was printed. Where a terminal would wipe its whole window (ED 2, RIS,
 * a change to the alternate screen or back) the rows are frozen first; ED 3 and DECALN do
 * nothing. Lines are as long as they are: there is no right margin, but after
 * {@value #COLUMNS} columns a line goes on in the next, marked as continued.
 */
final class Screen {

	/** Rows of the window. */
	static final int ROWS = 100;

	/** Columns of the longest line. */
	static final int COLUMNS = 16_384;

	/** How far right a cursor movement reaches: what a few bytes may cost is bounded. */
	private static final int REACH = 4096;

	private static final int TAB = 8;

	private final List<Row> rows = new ArrayList<>(ROWS);

	private final BitSet tabStops = new BitSet(REACH);

	private final FrozenLines sink;

	private long frozen;

	private long touched;

	private int row;

	private int column;

	private Style style = Style.PLAIN;

	private int top;

	private int bottom = ROWS - 1;

	private boolean origin;

	private boolean insertion;

	private Cursor saved = Cursor.HOME;

	private int lastPrinted = ' ';

	Screen(FrozenLines sink) {
		this.sink = sink;
		resetTabStops();
	}

	/**
	 * What DECSC keeps.
	 *
	 * @param row row of the window
	 * @param column column
	 * @param style how the next characters look
	 * @param origin whether rows count from the scroll region
	 */
	private record Cursor(int row, int column, Style style, boolean origin) {

		private static final Cursor HOME = new Cursor(0, 0, Style.PLAIN, false);

	}

	long lineCount() {
		return this.frozen + this.rows.size();
	}

	long frozen() {
		return this.frozen;
	}

	long takeTouched() {
		long lowest = Math.min(this.touched, lineCount());
		this.touched = lineCount();
		return lowest;
	}

	Line line(long number) {
		return this.rows.get((int) (number - this.frozen)).line();
	}

	Style style() {
		return this.style;
	}

	void style(Style selected) {
		this.style = selected;
	}

	// Printing

	/** Prints characters of one column each: bytes 0x20 to 0x7e. */
	void print(byte[] ascii, int from, int to) {
		if (this.insertion) {
			for (int i = from; i < to; i++) {
				print(ascii[i]);
			}
			return;
		}
		for (int start = from; start < to;) {
			makeRoom(1);
			int end = Math.min(to, start + COLUMNS - this.column);
			touchedRow().put(this.column, ascii, start, end, this.style);
			this.column += end - start;
			start = end;
		}
		this.lastPrinted = ascii[to - 1];
	}

	/** Prints any character but a control. */
	void print(int codePoint) {
		int width = Width.of(codePoint);
		if (width == 0) {
			if (this.row < this.rows.size()) {
				touchedRow().combine(this.column, codePoint);
			}
			return;
		}
		makeRoom(width);
		Row at = touchedRow();
		if (this.insertion) {
			at.insert(this.column, width, this.style.erased(), COLUMNS);
		}
		at.put(this.column, codePoint, width, this.style);
		this.column += width;
		this.lastPrinted = codePoint;
	}

	private void makeRoom(int width) {
		if (this.column + width > COLUMNS) {
			lineFeed();
			this.column = 0;
			touchedRow().continues();
		}
	}

	/** REP: prints the last character again. */
	void repeat(int count) {
		for (int i = Math.min(count, REACH - this.column); i > 0; i--) {
			print(this.lastPrinted);
		}
	}

	private Row touchedRow() {
		while (this.rows.size() <= this.row) {
			this.rows.add(new Row());
		}
		touch(this.row);
		return this.rows.get(this.row);
	}

	/** Whether the cursor's row holds anything that could be changed. */
	private boolean onRow() {
		return this.row < this.rows.size();
	}

	private void touch(int index) {
		this.touched = Math.min(this.touched, this.frozen + index);
	}

	// Moving

	/** LF, IND: the window or its region scrolls at the bottom. */
	void lineFeed() {
		if (this.row == this.bottom) {
			touchedRow();
			scrollUp(1);
		}
		else {
			moveTo(this.row + 1, this.column);
		}
	}

	/** RI. */
	void reverseLineFeed() {
		if (this.row == this.top) {
			scrollDown(1);
		}
		else {
			moveTo(this.row - 1, this.column);
		}
	}

	void carriageReturn() {
		this.column = 0;
	}

	void backspace() {
		this.column = Math.max(0, this.column - 1);
	}

	/** HT, CHT: to the next tab stops. */
	void tab(int count) {
		for (int i = Math.min(count, REACH); i > 0 && this.column < REACH; i--) {
			int stop = this.tabStops.nextSetBit(this.column + 1);
			this.column = (stop < 0) ? REACH - 1 : stop;
		}
	}

	/** CBT. */
	void backTab(int count) {
		for (int i = Math.min(count, REACH); i > 0 && this.column > 0; i--) {
			this.column = Math.max(0, this.tabStops.previousSetBit(this.column - 1));
		}
	}

	/** HTS. */
	void setTabStop() {
		if (this.column < REACH) {
			this.tabStops.set(this.column);
		}
	}

	/** TBC. */
	void clearTabStop() {
		this.tabStops.clear(this.column);
	}

	/** TBC 3. */
	void clearTabStops() {
		this.tabStops.clear();
	}

	private void resetTabStops() {
		this.tabStops.clear();
		for (int stop = 0; stop < REACH; stop += TAB) {
			this.tabStops.set(stop);
		}
	}

	/** CUU, within the scroll region if the cursor is in it. */
	void up(int count) {
		moveTo(Math.max((this.row >= this.top) ? this.top : 0, this.row - count), this.column);
	}

	/** CUD, within the scroll region if the cursor is in it. */
	void down(int count) {
		moveTo(Math.min((this.row <= this.bottom) ? this.bottom : ROWS - 1, this.row + count), this.column);
	}

	/** CUF. */
	void forward(int count) {
		toColumn(this.column + count);
	}

	/** CUB. */
	void back(int count) {
		toColumn(this.column - count);
	}

	/** CHA, HPA: columns count from 0. */
	void toColumn(int to) {
		this.column = Math.max(0, Math.min(to, Math.max(REACH - 1, this.column)));
	}

	/** VPA: rows count from 0, or from the scroll region in origin mode. */
	void toRow(int to) {
		int first = this.origin ? this.top : 0;
		int last = this.origin ? this.bottom : ROWS - 1;
		moveTo(Math.max(first, Math.min(first + to, last)), this.column);
	}

	/** Moving below the last line makes every line down to there. */
	private void moveTo(int toRow, int toColumn) {
		this.row = toRow;
		this.column = toColumn;
		if (toRow >= this.rows.size()) {
			touch(this.rows.size());
			touchedRow();
		}
	}

	/** DECSC. */
	void save() {
		this.saved = new Cursor(this.row, this.column, this.style, this.origin);
	}

	/** DECRC. */
	void restore() {
		this.style = this.saved.style();
		this.origin = this.saved.origin();
		moveTo(this.saved.row(), this.saved.column());
	}

	/** DECOM. */
	void origin(boolean on) {
		this.origin = on;
		home();
	}

	private void home() {
		this.row = this.origin ? this.top : 0;
		this.column = 0;
	}

	/** IRM. */
	void insertion(boolean on) {
		this.insertion = on;
	}

	/** DECSTBM: rows count from 0, both included. */
	void region(int first, int last) {
		int end = Math.min(last, ROWS - 1);
		if (first < end) {
			this.top = first;
			this.bottom = end;
			home();
		}
	}

	// Erasing and shifting

	/** EL 0. */
	void eraseLineRight() {
		if (onRow()) {
			touchedRow().erase(this.column, COLUMNS, this.style.erased());
		}
	}

	/** EL 1. */
	void eraseLineLeft() {
		if (onRow()) {
			touchedRow().erase(0, this.column + 1, this.style.erased());
		}
	}

	/** EL 2. */
	void eraseLine() {
		if (onRow()) {
			touchedRow().erase(0, COLUMNS, this.style.erased());
		}
	}

	/** ECH. */
	void erase(int count) {
		if (onRow()) {
			touchedRow().erase(this.column, this.column + count, this.style.erased());
		}
	}

	/** ED 0. */
	void eraseBelow() {
		eraseLineRight();
		eraseRows(this.row + 1, this.rows.size());
	}

	/** ED 1. */
	void eraseAbove() {
		eraseRows(0, Math.min(this.row, this.rows.size()));
		eraseLineLeft();
	}

	private void eraseRows(int from, int to) {
		for (int index = from; index < to; index++) {
			touch(index);
			this.rows.get(index).clear();
		}
	}

	/** ED 2: what stands in the window is frozen, then the window is empty. */
	void clear() {
		while (!this.rows.isEmpty()) {
			freeze();
		}
	}

	/** The alternate screen, in either direction: another window begins at its top. */
	void changeScreen() {
		clear();
		home();
	}

	/** RIS. */
	void reset() {
		clear();
		softReset();
		home();
		resetTabStops();
	}

	/** DECSTR. */
	void softReset() {
		this.style = Style.PLAIN;
		this.top = 0;
		this.bottom = ROWS - 1;
		this.origin = false;
		this.insertion = false;
		this.saved = Cursor.HOME;
	}

	/** ICH. */
	void insertCharacters(int count) {
		if (onRow()) {
			touchedRow().insert(this.column, Math.min(count, REACH), this.style.erased(), COLUMNS);
		}
	}

	/** DCH. */
	void deleteCharacters(int count) {
		if (onRow()) {
			touchedRow().delete(this.column, count);
		}
	}

	/** IL. */
	void insertLines(int count) {
		if (inRegion()) {
			shiftDown(this.row, count);
			this.column = 0;
		}
	}

	/** DL. */
	void deleteLines(int count) {
		if (inRegion()) {
			shiftUp(this.row, count);
			this.column = 0;
		}
	}

	private boolean inRegion() {
		return this.row >= this.top && this.row <= this.bottom;
	}

	/** SU, and LF at the bottom: what leaves the window at its top is frozen. */
	void scrollUp(int count) {
		if (this.top > 0) {
			shiftUp(this.top, count);
			return;
		}
		for (int i = Math.min(count, ROWS); i > 0; i--) {
			if (this.rows.isEmpty()) {
				touchedRow();
			}
			Row free = freeze();
			if (this.bottom <= this.rows.size()) {
				free.clear();
				this.rows.add(this.bottom, free);
				touch(this.bottom);
			}
		}
	}

	/** SD. */
	void scrollDown(int count) {
		shiftDown(this.top, count);
	}

	private Row freeze() {
		Row first = this.rows.remove(0);
		// Whoever hears of changes from here on must hear of this line too, if it was
		// touched.
		this.sink.frozen(this.frozen, first.line());
		this.frozen++;
		return first;
	}

	/** Rows above the bottom of the region go up; as many lines stay as there were. */
	private void shiftUp(int from, int count) {
		int end = Math.min(this.rows.size(), this.bottom + 1);
		for (int i = Math.min(count, end - from); i > 0; i--) {
			touch(from);
			Row free = this.rows.remove(from);
			free.clear();
			this.rows.add(end - 1, free);
		}
	}

	/** Rows go down and are lost at the bottom of the region. */
	private void shiftDown(int from, int count) {
		for (int i = Math.min(count, this.bottom + 1 - from); i > 0 && from < this.rows.size(); i--) {
			touch(from);
			Row free = (this.rows.size() > this.bottom) ? this.rows.remove(this.bottom) : new Row();
			free.clear();
			this.rows.add(from, free);
		}
	}

}
