package io.strapper.terminal;

/**
 * The place where the next character goes, and how it moves: on a screen of
 * {@value #COLUMNS} × {@value Window#HEIGHT}, within the scroll region where that counts.
 * Rows and columns count from 0. Moving below the last line makes every line down to
 * there.
 */
final class Cursor {

	/**
	 * As far to the right as the cursor can be sent: what a few bytes may cost is
	 * bounded. Printing goes further.
	 */
	static final int COLUMNS = 4096;

	private final Window window;

	private final TabStops tabStops = new TabStops();

	private int x;

	private int y;

	private int top;

	private int bottom = Window.HEIGHT - 1;

	private boolean originMode;

	Cursor(Window window) {
		this.window = window;
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
	}

	/** BS. */
	void backspace() {
		back(1);
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
		this.x = Math.max(this.x, Math.min(this.x + count, COLUMNS - 1));
	}

	/** CUB. */
	void back(int count) {
		this.x = Math.max(0, this.x - count);
	}

	/** CHA, HPA. */
	void column(int column) {
		this.x = Math.min(column, COLUMNS - 1);
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
	}

	private void moveTo(int row) {
		this.y = row;
		this.window.reach(row);
	}

	/** To the first column of the first row: it makes no line. */
	void home() {
		this.x = 0;
		this.y = 0;
	}

	/** HT, CHT: where text is longer than the screen is wide, tabs go on in it. */
	void tab(int count) {
		int last = Math.max(COLUMNS - 1, Math.min(this.x + TabStops.DISTANCE, Screen.MAX_COLUMNS - 1));
		for (int i = count; i > 0 && this.x < last; i--) {
			this.x = Math.min(this.tabStops.next(this.x), last);
		}
	}

	/** CBT. */
	void backTab(int count) {
		for (int i = count; i > 0 && this.x > 0; i--) {
			this.x = this.tabStops.previous(this.x);
		}
	}

	/** HTS. */
	void setTabStop() {
		this.tabStops.set(this.x);
	}

	/** TBC. */
	void clearTabStop(int which) {
		switch (which) {
			case 0 -> this.tabStops.clear(this.x);
			case 3 -> this.tabStops.clear();
			default -> {
			}
		}
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

	/** DECSC: keeps the line, not the row, so that scrolling does not matter. */
	Position position() {
		return new Position(this.window.frozen() + this.y, this.x, this.originMode);
	}

	/** DECRC. */
	void restore(Position position) {
		this.x = position.column();
		this.originMode = position.originMode();
		moveTo((int) Math.max(0, Math.min(position.line() - this.window.frozen(), Window.HEIGHT - 1)));
	}

	void save(Packer out) {
		this.tabStops.save(out);
		out.number(this.x);
		out.number(this.y);
		out.number(this.top);
		out.number(this.bottom);
		out.flag(this.originMode);
	}

	void restore(Unpacker in) {
		this.tabStops.restore(in);
		this.x = in.integer();
		this.y = in.integer();
		this.top = in.integer();
		this.bottom = in.integer();
		this.originMode = in.flag();
	}

	/** Where a saved cursor stands. */
	record Position(long line, int column, boolean originMode) {

		static final Position HOME = new Position(0, 0, false);

		void save(Packer out) {
			out.number(this.line);
			out.number(this.column);
			out.flag(this.originMode);
		}

		static Position restored(Unpacker in) {
			return new Position(in.number(), in.integer(), in.flag());
		}

	}

}
