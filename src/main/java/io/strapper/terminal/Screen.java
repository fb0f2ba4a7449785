package io.strapper.terminal;

/**
 * The verbs of a terminal: what the control functions of ECMA-48 and of the DEC terminals
 * do to the window. {@link Cursor} has those that move, {@link Printer} those that print,
 * {@link Scroller} those that scroll.
 */
final class Screen {

	/** A frame that has grown by more rows than this contains other text, too. */
	private static final int OTHER_TEXT = 20;

	private static final int NO_FRAME = -1;

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition = new Rendition();

	private final Scroller scroller;

	private final Printer printer;

	/** Rows of the tallest frame that was erased since text was kept, or NO_FRAME. */
	private int frame = NO_FRAME;

	/** How many rows had left the window when the frames began. */
	private long frameStart;

	private boolean alternate;

	private Saved saved = Saved.NOTHING;

	Screen(Window window) {
		this.window = window;
		this.cursor = new Cursor(window);
		this.scroller = new Scroller(window, this.cursor, this.rendition);
		this.printer = new Printer(window, this.cursor, this.rendition, this.scroller);
	}

	Cursor cursor() {
		return this.cursor;
	}

	Rendition rendition() {
		return this.rendition;
	}

	Scroller scroller() {
		return this.scroller;
	}

	Printer printer() {
		return this.printer;
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

	/** A row whose first column is erased no longer continues the row above it. */
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
	 * ED 0 at the home position. The first time it keeps what was printed before, as ED 2
	 * does. After that a tool erases its own frame to draw the next one: one frame stays
	 * in the log, unless other text has come below it.
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

	/**
	 * ED 2, and other functions that leave a blank display: a log keeps what was printed.
	 */
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

	/** DECSC, SCOSC. */
	void save() {
		this.saved = new Saved(this.cursor.position(), this.rendition.style(), this.printer.sets());
	}

	/** DECRC, SCORC. */
	void restore() {
		this.cursor.restore(this.saved.position());
		this.rendition.restore(this.saved.style());
		this.printer.sets(this.saved.sets());
	}

	/**
	 * The alternate screen: a log has none, but it keeps the text in the window, on the
	 * way in and on the way out.
	 */
	void alternate(boolean on) {
		if (on != this.alternate) {
			this.alternate = on;
			freezeAll(Style.DEFAULT);
			this.cursor.home();
		}
	}

	/** DECSTR. */
	void softReset() {
		this.cursor.resetRegion();
		this.printer.reset();
		this.saved = Saved.NOTHING;
		this.rendition.restore(Style.DEFAULT);
	}

	/** RIS: a log keeps what was printed. */
	void reset() {
		softReset();
		freezeAll(Style.DEFAULT);
		this.cursor.resetTabStops();
		this.alternate = false;
		this.cursor.home();
	}

	void save(Packer out) {
		this.rendition.save(out);
		this.cursor.save(out);
		this.printer.save(out);
		out.number(this.frame);
		out.number(this.frameStart);
		out.flag(this.alternate);
		this.saved.position().save(out);
		out.style(this.saved.style());
		this.saved.sets().save(out);
	}

	void restore(Unpacker in) {
		this.rendition.restore(in);
		this.cursor.restore(in);
		this.printer.restore(in);
		this.frame = in.integer();
		this.frameStart = in.number();
		this.alternate = in.flag();
		this.saved = new Saved(Cursor.Position.restored(in), in.style(), CharacterSets.restored(in));
	}

	/** The state that DECSC saves. */
	private record Saved(Cursor.Position position, Style style, CharacterSets sets) {

		static final Saved NOTHING = new Saved(Cursor.Position.HOME, Style.DEFAULT, CharacterSets.ASCII);

	}

}
