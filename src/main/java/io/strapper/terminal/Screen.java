package io.strapper.terminal;

/**
 * The verbs of a terminal: what the control functions of ECMA-48 and of the DEC terminals
 * do to the window. Each of its parts has those of one kind; here are those that concern
 * several of them.
 */
final class Screen {

	private final Cursor cursor;

	private final Rendition rendition = new Rendition();

	private final Scroller scroller;

	private final Printer printer;

	private final Eraser eraser;

	private boolean alternate;

	private Saved saved = Saved.NOTHING;

	Screen(Window window) {
		this.cursor = new Cursor(window);
		this.scroller = new Scroller(window, this.cursor, this.rendition);
		this.printer = new Printer(window, this.cursor, this.rendition, this.scroller);
		this.eraser = new Eraser(window, this.cursor, this.rendition);
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

	Eraser eraser() {
		return this.eraser;
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
	 * The alternate screen: the log has none, but what stood in the window is kept, on
	 * the way in and on the way out.
	 */
	void alternate(boolean on) {
		if (on != this.alternate) {
			this.alternate = on;
			this.eraser.freezeAll(Style.DEFAULT);
			this.cursor.home();
		}
	}

	/** DECSTR. */
	void softReset() {
		this.cursor.margins().reset();
		this.printer.reset();
		this.saved = Saved.NOTHING;
		this.rendition.restore(Style.DEFAULT);
	}

	/** RIS: a log keeps what was printed. */
	void reset() {
		softReset();
		this.eraser.freezeAll(Style.DEFAULT);
		this.cursor.resetTabStops();
		this.alternate = false;
		this.cursor.home();
	}

	void save(Packer out) {
		this.rendition.save(out);
		this.cursor.save(out);
		this.printer.save(out);
		this.eraser.save(out);
		out.flag(this.alternate);
		this.saved.position().save(out);
		out.style(this.saved.style());
		this.saved.sets().save(out);
	}

	void restore(Unpacker in) {
		this.rendition.restore(in);
		this.cursor.restore(in);
		this.printer.restore(in);
		this.eraser.restore(in);
		this.alternate = in.flag();
		this.saved = new Saved(Cursor.Position.restored(in), in.style(), CharacterSets.restored(in));
	}

	/** What DECSC keeps. */
	private record Saved(Cursor.Position position, Style style, CharacterSets sets) {

		static final Saved NOTHING = new Saved(Cursor.Position.HOME, Style.DEFAULT, CharacterSets.ASCII);

	}

}
