package io.strapper.terminal;

/**
 * The position of the next character, and how it moves: on a screen of
 * {@value Window#WIDTH} × {@value Window#HEIGHT}, within the scroll region where that
 * counts. Rows and columns count from 0. After a line has filled its row, the cursor
 * stands behind the last column: the next character wraps.
 */
final class Cursor {

	private final Window window;

	private final TabStops tabStops;

	private int x;

	private int y;

	private int top;

	private int bottom = Window.HEIGHT - 1;

	private boolean originMode;

	/** CR came in a row that continues the one above: the whole line may be rewritten. */
	private boolean returned;

	/** The line is rewritten from its first row on. */
	private boolean rewriting;

	/** CUP came to the first column of the first row. */
	private boolean homed;

	Cursor(Window window) {
		this.window = window;
		this.tabStops = new TabStops(window.meter());
	}

	int x() {
		return this.x;
	}

	int y() {
		return this.y;
	}

	/** The first row of the scroll region. */
	int top() {
		return this.top;
	}

	/** The last row of the scroll region. */
	int bottom() {
		return this.bottom;
	}

	/** Whether less than the window scrolls. */
	boolean hasRegion() {
		return this.top > 0 || this.bottom < Window.HEIGHT - 1;
	}

	boolean inRegion() {
		return this.y >= this.top && this.y <= this.bottom;
	}

	/** Moves over what was printed. */
	void advance(int columns) {
		this.x += columns;
	}

	/** CR. */
	void carriageReturn() {
		this.x = 0;
		this.returned = this.window.row(this.y).isJoined();
	}

	/**
	 * Moves to the begin of a row further down, which belongs to the same line if that
	 * has wrapped.
	 */
	void nextRow(int rows, boolean wrapped) {
		this.y += rows;
		this.x = 0;
		this.returned = false;
		this.rewriting &= wrapped;
		this.homed = false;
	}

	/** BS. */
	void backspace() {
		back(1);
	}

	/**
	 * A tool that rewrites its progress by CR alone does not know how wide the screen is.
	 * If the line has wrapped, it means the begin of the line, not that of the last row:
	 * otherwise each update would leave rows behind. A tool that prints or erases right
	 * after CR rewrites the line, and does not count rows.
	 */
	void rewind() {
		if (this.returned) {
			this.returned = false;
			this.rewriting = true;
			while (this.y > 0 && this.window.row(this.y).isJoined()) {
				this.y--;
			}
		}
	}

	/** Whether the line is rewritten from its first row on. */
	boolean isRewriting() {
		return this.rewriting;
	}

	void toLastRowOfLine() {
		this.y = lastRowOfLine();
	}

	/** The last row of the line that the cursor stands in. */
	int lastRowOfLine() {
		int last = this.y;
		while (last < this.bottom && this.window.row(last + 1).isJoined()) {
			last++;
		}
		return last;
	}

	/**
	 * Whether CUP moved it to the first column of the first row, and it still stands
	 * there.
	 */
	boolean isHome() {
		return this.homed && this.x == 0 && this.y == 0;
	}

	/** Moves from behind the last column back to it. */
	void settle() {
		this.x = Math.min(this.x, Window.WIDTH - 1);
	}

	/** CUU: it stops at the top of the region, if it is not above that. */
	void up(int count) {
		moveTo(Math.max(this.y - count, (this.y >= this.top) ? this.top : 0));
	}

	/** CUD: it stops at the bottom of the region, if it is not below that. */
	void down(int count) {
		moveTo(Math.min(this.y + count, (this.y <= this.bottom) ? this.bottom : Window.HEIGHT - 1));
	}

	/** CNL. */
	void nextLine(int count) {
		down(count);
		carriageReturn();
	}

	/** CPL. */
	void precedingLine(int count) {
		up(count);
		carriageReturn();
	}

	/** CUF, HPR. */
	void forward(int count) {
		this.x = Math.min(this.x + count, Window.WIDTH - 1);
	}

	/** CUB. */
	void back(int count) {
		settle();
		this.x = Math.max(0, this.x - count);
	}

	/** CHA, HPA. */
	void column(int column) {
		this.x = Math.min(column, Window.WIDTH - 1);
		this.returned = false;
	}

	/** VPA: in origin mode rows count from the top of the region. */
	void row(int row) {
		moveTo(Math.min((this.originMode ? this.top : 0) + row, lastRow()));
	}

	/** VPR. */
	void rowsDown(int count) {
		moveTo(Math.min(this.y + count, lastRow()));
	}

	private int lastRow() {
		return this.originMode ? this.bottom : Window.HEIGHT - 1;
	}

	/** CUP, HVP. */
	void position(int row, int column) {
		row(row);
		column(column);
		this.homed = this.x == 0 && this.y == 0;
	}

	private void moveTo(int row) {
		settle();
		this.y = row;
		this.returned = false;
		this.rewriting = false;
		this.homed = false;
	}

	/** To the first column of the first row. */
	void home() {
		moveTo(0);
		this.x = 0;
	}

	/** HT, CHT. */
	void tab(int count) {
		this.x = this.tabStops.next(this.x, count);
	}

	/** CBT. */
	void backTab(int count) {
		settle();
		this.x = this.tabStops.previous(this.x, count);
	}

	/** HTS. */
	void setTabStop() {
		this.tabStops.set(this.x);
	}

	/** TBC. */
	void clearTabStop(int which) {
		this.tabStops.clear(which, this.x);
	}

	/** RIS. */
	void resetTabStops() {
		this.tabStops.reset();
	}

	/** DECSTBM: the rows from {@code top} up to and with {@code bottom} scroll. */
	void region(int top, int bottom) {
		int last = (bottom < 0 || bottom >= Window.HEIGHT) ? Window.HEIGHT - 1 : bottom;
		if (top < last) {
			this.top = top;
			this.bottom = last;
			position(0, 0);
		}
	}

	/** DECOM. */
	void originMode(boolean on) {
		this.originMode = on;
		position(0, 0);
	}

	/** DECSTR: the region is the window again. */
	void resetRegion() {
		this.top = 0;
		this.bottom = Window.HEIGHT - 1;
		this.originMode = false;
	}

	/** DECSC: keeps the row of the log, not of the window: scrolling does not matter. */
	Position position() {
		return new Position(this.window.gone() + this.y, this.x, this.originMode);
	}

	/** DECRC. */
	void restore(Position position) {
		this.originMode = position.originMode();
		moveTo((int) Math.max(0, Math.min(position.row() - this.window.gone(), Window.HEIGHT - 1)));
		this.x = position.column();
	}

	void save(Packer out) {
		this.tabStops.save(out);
		out.number(this.x);
		out.number(this.y);
		out.number(this.top);
		out.number(this.bottom);
		out.flag(this.originMode);
		out.flag(this.returned);
		out.flag(this.rewriting);
		out.flag(this.homed);
	}

	void restore(Unpacker in) {
		this.tabStops.restore(in);
		this.x = in.integer();
		this.y = in.integer();
		this.top = in.integer();
		this.bottom = in.integer();
		this.originMode = in.flag();
		this.returned = in.flag();
		this.rewriting = in.flag();
		this.homed = in.flag();
	}

	/** Where a saved cursor stands. */
	record Position(long row, int column, boolean originMode) {

		static final Position HOME = new Position(0, 0, false);

		void save(Packer out) {
			out.number(this.row);
			out.number(this.column);
			out.flag(this.originMode);
		}

		static Position restored(Unpacker in) {
			return new Position(in.number(), in.integer(), in.flag());
		}

	}

}
