package io.strapper.terminal;

/**
 * Goes to the next row, and moves rows within the scroll region: line feed, wrap, and the
 * control functions that scroll.
 */
final class Scroller {

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition;

	Scroller(Window window, Cursor cursor, Rendition rendition) {
		this.window = window;
		this.cursor = cursor;
		this.rendition = rendition;
	}

	/** DECAWM: the line goes on in the row below. */
	void wrap() {
		int y = this.cursor.y();
		if (y == this.cursor.bottom()) {
			scroll();
			this.cursor.nextRow(0, true);
			this.window.join(y);
		}
		else if (y < Window.HEIGHT - 1) {
			this.cursor.nextRow(1, true);
			this.window.join(y + 1);
		}
		else {
			this.cursor.nextRow(0, false);
		}
	}

	/** LF, NEL: LF as an output that maps it to CR LF. */
	void lineFeed() {
		if (this.cursor.isRewriting()) {
			this.cursor.toLastRowOfLine();
		}
		int y = this.cursor.y();
		if (y == this.cursor.bottom()) {
			scroll();
			this.cursor.nextRow(0, false);
		}
		else if (y < Window.HEIGHT - 1) {
			this.cursor.nextRow(1, false);
			this.window.part(y + 1);
		}
		else {
			this.cursor.nextRow(0, false);
		}
	}

	/** IND: one down; at the bottom of the region it scrolls. */
	void index() {
		if (this.cursor.y() == this.cursor.bottom()) {
			scroll();
			this.cursor.settle();
		}
		else {
			this.cursor.down(1);
		}
	}

	private void scroll() {
		if (!this.cursor.hasRegion()) {
			this.window.scrollUp(this.rendition.erased());
		}
		else {
			this.window.scrollUp(this.cursor.top(), this.cursor.bottom(), 1, this.rendition.erased());
		}
	}

	/** RI: one up; at the top of the region it scrolls. */
	void reverseIndex() {
		this.cursor.settle();
		if (this.cursor.y() == this.cursor.top()) {
			this.window.scrollDown(this.cursor.top(), this.cursor.bottom(), 1, this.rendition.erased());
		}
		else {
			this.cursor.up(1);
		}
	}

	/** IL. */
	void insertLines(int count) {
		if (this.cursor.inRegion()) {
			this.window.scrollDown(this.cursor.y(), this.cursor.bottom(), count, this.rendition.erased());
			this.cursor.carriageReturn();
		}
	}

	/** DL. */
	void deleteLines(int count) {
		if (this.cursor.inRegion()) {
			this.window.deleteRows(this.cursor.y(), this.cursor.bottom(), count, this.rendition.erased());
			this.cursor.carriageReturn();
		}
	}

	/** SU: it makes no lines where nothing was printed. */
	void scrollUp(int count) {
		int rows = Math.min(count, this.window.textHeight() - this.cursor.top());
		if (rows > 0) {
			this.window.scrollUp(this.cursor.top(), this.cursor.bottom(), rows, this.rendition.erased());
		}
	}

	/** SD. */
	void scrollDown(int count) {
		this.window.scrollDown(this.cursor.top(), this.cursor.bottom(), count, Style.DEFAULT);
	}

}
