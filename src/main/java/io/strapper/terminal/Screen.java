package io.strapper.terminal;

/**
 * The verbs of a terminal: what the control functions of ECMA-48 and of the DEC terminals
 * do to the window. {@link Cursor} has those that only move.
 */
final class Screen {

	/** A frame that has grown by more rows than this holds other text, too. */
	private static final int OTHER_TEXT = 20;

	private static final int NO_FRAME = -1;

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition = new Rendition();

	private CharacterSets sets = CharacterSets.ASCII;

	private boolean insertMode;

	private boolean autowrap = true;

	private boolean alternate;

	/** Rows of the tallest frame that was erased since text was kept, or NO_FRAME. */
	private int frame = NO_FRAME;

	/** How many rows had left the window when the frames began. */
	private long frameStart;

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
		if (this.insertMode || !this.autowrap || !this.sets.isAscii()) {
			for (int i = from; i < to; i++) {
				print(ascii[i]);
			}
			return;
		}
		this.cursor.rewind();
		int next = from;
		while (next < to) {
			makeRoom(1);
			int count = Math.min(to - next, Window.WIDTH - this.cursor.x());
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
		this.cursor.rewind();
		makeRoom(width);
		put(character, width, 1);
		this.preceding = character;
	}

	private void put(int character, int width, int count) {
		Row row = this.window.touch(this.cursor.y());
		if (this.insertMode) {
			row.insert(this.cursor.x(), count * width, this.rendition.erased());
		}
		row.print(this.cursor.x(), character, width, count, this.rendition.style());
		this.cursor.advance(count * width);
	}

	/** Wraps at the right margin (DECAWM), or stays there. */
	private void makeRoom(int width) {
		if (this.cursor.x() + width > Window.WIDTH) {
			if (this.autowrap) {
				wrap();
			}
			else {
				this.cursor.column(Window.WIDTH - width);
			}
		}
	}

	/**
	 * REP: repeats the character before, a row's width at most: what a few bytes may cost
	 * is bounded.
	 */
	void repeat(int count) {
		if (this.preceding == 0) {
			return;
		}
		int width = CharacterWidth.of(this.preceding);
		this.cursor.rewind();
		for (int left = Math.min(count, Window.WIDTH); left > 0;) {
			makeRoom(width);
			int fitting = Math.min(left, (Window.WIDTH - this.cursor.x()) / width);
			put(this.preceding, width, fitting);
			left -= fitting;
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
		if (this.cursor.hasRegion()) {
			this.window.scrollUp(this.cursor.top(), this.cursor.bottom(), 1, this.rendition.erased());
		}
		else {
			this.window.scrollUp(this.rendition.erased());
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

	/** A row whose begin is erased goes on from the one above it no longer. */
	private void partIf(boolean erased) {
		if (erased) {
			this.window.part(this.cursor.y());
		}
	}

	/** Who rewrites a line by CR alone means the line, however many rows it has. */
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

	private void freezeAll(Style style) {
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

	/** DECAWM. */
	void autowrap(boolean on) {
		this.autowrap = on;
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
			freezeAll(Style.DEFAULT);
			this.cursor.home();
		}
	}

	/** DECSTR. */
	void softReset() {
		this.cursor.resetRegion();
		this.insertMode = false;
		this.autowrap = true;
		this.sets = CharacterSets.ASCII;
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
		this.sets.save(out);
		out.flag(this.insertMode);
		out.flag(this.autowrap);
		out.flag(this.alternate);
		out.number(this.frame);
		out.number(this.frameStart);
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
		this.autowrap = in.flag();
		this.alternate = in.flag();
		this.frame = in.integer();
		this.frameStart = in.number();
		this.preceding = in.integer();
		this.saved = new Saved(Cursor.Position.restored(in), in.style(), CharacterSets.restored(in));
	}

	/** What DECSC keeps. */
	private record Saved(Cursor.Position position, Style style, CharacterSets sets) {

		static final Saved NOTHING = new Saved(Cursor.Position.HOME, Style.DEFAULT, CharacterSets.ASCII);

	}

}
