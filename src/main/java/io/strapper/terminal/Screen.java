package io.strapper.terminal;

/**
 * The verbs of a terminal: what the control functions of ECMA-48 and of the DEC terminals
 * do to the window. {@link Cursor} has those that only move.
 */
final class Screen {

	/** After as many columns a line goes on in the next. */
	static final int MAX_COLUMNS = 16_384;

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition = new Rendition();

	private CharacterSets sets = CharacterSets.ASCII;

	private boolean insertMode;

	private boolean alternate;

	private Saved saved = Saved.NOTHING;

	/** What REP repeats; 0 if the last thing was no character. */
	private int preceding;

	Screen(Window window) {
		this.window = window;
		this.cursor = new Cursor(window);
	}

	Cursor cursor() {
		return this.cursor;
	}

	Rendition rendition() {
		return this.rendition;
	}

	/** Prints bytes of printable ASCII. */
	void print(byte[] ascii, int from, int to) {
		if (this.insertMode || !this.sets.isAscii()) {
			for (int i = from; i < to; i++) {
				print(ascii[i]);
			}
			return;
		}
		int next = from;
		while (next < to) {
			if (this.cursor.x() >= MAX_COLUMNS) {
				wrap();
			}
			int count = Math.min(to - next, MAX_COLUMNS - this.cursor.x());
			this.window.touch(this.cursor.y()).print(this.cursor.x(), ascii, next, count, this.rendition.style());
			this.cursor.advance(count);
			next += count;
		}
		this.preceding = ascii[to - 1];
	}

	/** Prints a character. */
	void print(int codePoint) {
		int character = visible(codePoint);
		int width = CharacterWidth.of(character);
		if (width <= 0) {
			if (this.cursor.x() > 0) {
				this.window.touch(this.cursor.y()).combine(this.cursor.x(), character);
			}
			return;
		}
		if (this.cursor.x() + width > MAX_COLUMNS) {
			wrap();
		}
		Row row = this.window.touch(this.cursor.y());
		if (this.insertMode) {
			row.insert(this.cursor.x(), width, this.rendition.erased());
		}
		row.print(this.cursor.x(), character, width, this.rendition.style());
		this.cursor.advance(width);
		this.preceding = character;
	}

	/** REP: repeats the character before. */
	void repeat(int count) {
		int character = this.preceding;
		if (character != 0) {
			for (int i = Math.min(count, Cursor.COLUMNS); i > 0; i--) {
				print(character);
			}
		}
	}

	/** What came was no character: REP would repeat nothing. */
	void interrupt() {
		this.preceding = 0;
	}

	private int visible(int codePoint) {
		boolean invisible = isBidiControl(codePoint) || codePoint == 0xFFFF;
		return invisible ? Utf8.REPLACEMENT : this.sets.map(codePoint);
	}

	static boolean isBidiControl(int codePoint) {
		return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069)
				|| codePoint == 0x200E || codePoint == 0x200F || codePoint == 0x061C;
	}

	private void wrap() {
		this.cursor.carriageReturn();
		index();
		this.window.row(this.cursor.y()).continued(true);
	}

	/** LF, NEL: LF as an output that maps it to CR LF. */
	void lineFeed() {
		this.cursor.carriageReturn();
		index();
	}

	/** IND: one down; at the bottom of the region it scrolls. */
	void index() {
		if (this.cursor.y() == this.cursor.bottom()) {
			scrollUp(1);
			this.window.reach(this.cursor.y());
		}
		else {
			this.cursor.down(1);
		}
	}

	/** RI: one up; at the top of the region it scrolls. */
	void reverseIndex() {
		if (this.cursor.y() == this.cursor.top()) {
			this.window.scrollDown(this.cursor.top(), this.cursor.bottom(), 1, this.rendition.erased());
		}
		else {
			this.cursor.up(1);
		}
	}

	/** EL. */
	void eraseInLine(int which) {
		Style style = this.rendition.erased();
		switch (which) {
			case 0 -> this.window.touch(this.cursor.y()).eraseFrom(this.cursor.x(), style);
			case 1 -> this.window.touch(this.cursor.y()).erase(0, this.cursor.x() + 1, style);
			case 2 -> this.window.touch(this.cursor.y()).clear(style);
			default -> {
			}
		}
	}

	/** ED. */
	void eraseInDisplay(int which) {
		Style style = this.rendition.erased();
		switch (which) {
			case 0 -> {
				eraseInLine(0);
				this.window.clear(this.cursor.y() + 1, Window.HEIGHT, style);
			}
			case 1 -> {
				this.window.clear(0, this.cursor.y(), style);
				eraseInLine(1);
			}
			case 2 -> this.window.freezeAll(style);
			default -> {
			}
		}
	}

	/** ECH. */
	void eraseCharacters(int count) {
		this.window.touch(this.cursor.y()).erase(this.cursor.x(), this.cursor.x() + count, this.rendition.erased());
	}

	/** ICH. */
	void insertCharacters(int count) {
		this.window.touch(this.cursor.y())
			.insert(this.cursor.x(), Math.min(count, Cursor.COLUMNS), this.rendition.erased());
	}

	/** DCH. */
	void deleteCharacters(int count) {
		this.window.touch(this.cursor.y()).delete(this.cursor.x(), count, this.rendition.erased());
	}

	/** IL. */
	void insertLines(int count) {
		if (this.cursor.inRegion()) {
			this.window.touch(this.cursor.y());
			this.window.scrollDown(this.cursor.y(), this.cursor.bottom(), count, this.rendition.erased());
			this.cursor.carriageReturn();
		}
	}

	/** DL. */
	void deleteLines(int count) {
		if (this.cursor.inRegion()) {
			this.window.reach(this.cursor.y());
			this.window.deleteRows(this.cursor.y(), this.cursor.bottom(), count, this.rendition.erased());
			this.cursor.carriageReturn();
		}
	}

	/** SU. */
	void scrollUp(int count) {
		this.window.scrollUp(this.cursor.top(), this.cursor.bottom(), count, this.rendition.erased());
	}

	/** SD. */
	void scrollDown(int count) {
		this.window.scrollDown(this.cursor.top(), this.cursor.bottom(), count, Style.DEFAULT);
	}

	/** IRM. */
	void insertMode(boolean on) {
		this.insertMode = on;
	}

	/** SCS. */
	void designate(int set, boolean special) {
		this.sets = this.sets.designate(set, special);
	}

	/** SI, SO, LS2, LS3. */
	void shiftIn(int set) {
		this.sets = this.sets.shiftIn(set);
	}

	/** DECSC, SCOSC. */
	void save() {
		this.saved = new Saved(this.cursor.position(), this.rendition.style(), this.sets);
	}

	/** DECRC, SCORC. */
	void restore() {
		this.cursor.restore(this.saved.position());
		this.rendition.restore(this.saved.style());
		this.sets = this.saved.sets();
	}

	/**
	 * The alternate screen: the log has none, but what stood in the window is kept, on
	 * the way in and on the way out.
	 */
	void alternate(boolean on) {
		if (on != this.alternate) {
			this.alternate = on;
			this.window.freezeAll(Style.DEFAULT);
			this.cursor.home();
		}
	}

	/** DECSTR. */
	void softReset() {
		this.cursor.resetRegion();
		this.insertMode = false;
		this.sets = CharacterSets.ASCII;
		this.saved = Saved.NOTHING;
		this.rendition.restore(Style.DEFAULT);
	}

	/** RIS: a log keeps what was printed. */
	void reset() {
		softReset();
		this.window.freezeAll(Style.DEFAULT);
		this.cursor.resetTabStops();
		this.alternate = false;
		this.cursor.home();
	}

	void save(Packer out) {
		this.rendition.save(out);
		this.cursor.save(out);
		this.sets.save(out);
		out.flag(this.insertMode);
		out.flag(this.alternate);
		out.number(this.preceding);
		this.saved.position().save(out);
		out.style(this.saved.style());
		this.saved.sets().save(out);
	}

	void restore(Unpacker in) {
		this.rendition.restore(in);
		this.cursor.restore(in);
		this.sets = CharacterSets.restored(in);
		this.insertMode = in.flag();
		this.alternate = in.flag();
		this.preceding = in.integer();
		this.saved = new Saved(Cursor.Position.restored(in), in.style(), CharacterSets.restored(in));
	}

	/** What DECSC keeps. */
	private record Saved(Cursor.Position position, Style style, CharacterSets sets) {

		static final Saved NOTHING = new Saved(Cursor.Position.HOME, Style.DEFAULT, CharacterSets.ASCII);

	}

}
