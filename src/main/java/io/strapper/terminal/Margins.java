package io.strapper.terminal;

/** The scroll region (DECSTBM): the first and the last row that scroll. */
final class Margins {

	private int top;

	private int bottom = Window.HEIGHT - 1;

	/** DECOM: rows count from the top of the region, and the cursor stays in it. */
	private boolean originMode;

	int top() {
		return this.top;
	}

	int bottom() {
		return this.bottom;
	}

	/** Whether the whole window scrolls. */
	boolean areWindow() {
		return this.top == 0 && this.bottom == Window.HEIGHT - 1;
	}

	boolean contain(int row) {
		return row >= this.top && row <= this.bottom;
	}

	/** DECSTBM: does nothing and tells so, if that is no region. */
	boolean set(int top, int bottom) {
		int last = (bottom < 0 || bottom >= Window.HEIGHT) ? Window.HEIGHT - 1 : bottom;
		if (top >= last) {
			return false;
		}
		this.top = top;
		this.bottom = last;
		return true;
	}

	boolean originMode() {
		return this.originMode;
	}

	/** DECOM. */
	void originMode(boolean on) {
		this.originMode = on;
	}

	/** The row that row 0 of CUP is. */
	int firstRow() {
		return this.originMode ? this.top : 0;
	}

	/** The last row that CUP goes to. */
	int lastRow() {
		return this.originMode ? this.bottom : Window.HEIGHT - 1;
	}

	/** DECSTR. */
	void reset() {
		this.top = 0;
		this.bottom = Window.HEIGHT - 1;
		this.originMode = false;
	}

	void save(Packer out) {
		out.number(this.top);
		out.number(this.bottom);
		out.flag(this.originMode);
	}

	void restore(Unpacker in) {
		this.top = in.integer();
		this.bottom = in.integer();
		this.originMode = in.flag();
	}

}
