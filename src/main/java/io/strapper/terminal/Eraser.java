package io.strapper.terminal;

/**
 * Erases, inserts and deletes within rows, and clears the display without losing printed
 * text.
 */
final class Eraser {

	/** A frame that has grown by more rows than this holds other text, too. */
	private static final int OTHER_TEXT = 20;

	private static final int NO_FRAME = -1;

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition;

	/** Rows of the tallest frame that was erased since text was kept, or NO_FRAME. */
	private int frame = NO_FRAME;

	/** How many rows had left the window when the frames began. */
	private long frameStart;

	Eraser(Window window, Cursor cursor, Rendition rendition) {
		this.window = window;
		this.cursor = cursor;
		this.rendition = rendition;
	}

	/** EL. */
	void eraseInLine(int which) {
		this.cursor.rewind();
		Style style = this.rendition.erased();
		int y = this.cursor.y();
		switch (which) {
			case 0 -> {
				partIf(this.cursor.x() == 0);
				this.window.touch(y).eraseFrom(this.cursor.x(), style);
				eraseRestOfLine(style);
			}
			case 1 -> this.window.touch(y).erase(0, this.cursor.x() + 1, style);
			case 2 -> {
				partIf(true);
				this.window.touch(y).clear(style);
				eraseRestOfLine(style);
			}
			default -> {
			}
		}
	}

	/** A row whose start is erased does not continue the row above any more. */
	private void partIf(boolean erased) {
		if (erased) {
			this.window.part(this.cursor.y());
		}
	}

	/**
	 * A tool that rewrites a line by CR alone means the whole line, however many rows it
	 * has.
	 */
	private void eraseRestOfLine(Style style) {
		int last = this.cursor.isRewriting() ? this.cursor.lastRowOfLine() : 0;
		if (last > this.cursor.y()) {
			this.window.clear(this.cursor.y() + 1, last + 1, style);
		}
	}

	/** ED. */
	void eraseInDisplay(int which) {
		Style style = this.rendition.erased();
		switch (which) {
			case 0 -> {
				if (this.cursor.isHome()) {
					eraseFrame(style);
				}
				eraseInLine(0);
				this.window.clear(this.cursor.y() + 1, Window.HEIGHT, style);
			}
			case 1 -> {
				this.window.clear(0, this.cursor.y(), style);
				eraseInLine(1);
			}
			case 2 -> freezeAll(style);
			default -> {
			}
		}
	}

	/**
	 * Home and erase-below. The first one keeps what was printed before, as ED 2 does.
	 * What follows is a frame that the tool erases itself, to draw the next one: that
	 * leaves one frame in the log, unless other text has come below it.
	 */
	private void eraseFrame(Style style) {
		int rows = this.window.textHeight();
		boolean redrawn = this.frame != NO_FRAME && this.window.gone() == this.frameStart
				&& (this.frame == 0 || rows <= this.frame + OTHER_TEXT);
		if (redrawn) {
			this.frame = Math.max(this.frame, rows);
		}
		else {
			freezeAll(style);
			this.frame = 0;
			this.frameStart = this.window.gone();
		}
	}

	/** ED 2 and other functions that clear the display: a log keeps the printed text. */
	void freezeAll(Style style) {
		this.window.freezeAll(style);
		this.frame = NO_FRAME;
	}

	/** ECH. */
	void eraseCharacters(int count) {
		this.cursor.settle();
		this.window.touch(this.cursor.y()).erase(this.cursor.x(), this.cursor.x() + count, this.rendition.erased());
	}

	/** ICH. */
	void insertCharacters(int count) {
		this.cursor.settle();
		this.window.touch(this.cursor.y())
			.insert(this.cursor.x(), Math.min(count, Window.WIDTH), this.rendition.erased());
	}

	/** DCH. */
	void deleteCharacters(int count) {
		this.cursor.settle();
		this.window.touch(this.cursor.y()).delete(this.cursor.x(), count, this.rendition.erased());
	}

	void save(Packer out) {
		out.number(this.frame);
		out.number(this.frameStart);
	}

	void restore(Unpacker in) {
		this.frame = in.integer();
		this.frameStart = in.number();
	}

}
