package io.strapper.terminal;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * The verbs of a terminal: what the control functions of ECMA-48 and the DEC terminals do
 * to the window. Rows and columns count from 0 here.
 * <p>
 * The cursor moves on a screen of {@value #COLUMNS} × {@value Window#HEIGHT}; a line may
 * be printed further, up to {@value #MAX_COLUMNS} columns, before it goes on in the next.
 */
final class Screen {

	static final int MAX_COLUMNS = 16_384;

	/** As far to the right as the cursor can be sent. */
	static final int COLUMNS = 4096;

	private static final int TAB = 8;

	/** DEC special graphics for the characters from {@code `} to {@code ~}. */
	private static final String GRAPHICS = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

	private final Window window;

	private final Rendition rendition = new Rendition();

	private int x;

	private int y;

	private int top;

	private int bottom = Window.HEIGHT - 1;

	private boolean originMode;

	private boolean insertMode;

	private boolean alternate;

	/** The tab stops, unless they are the usual ones. */
	private @Nullable BitSet tabs;

	/** Bit <i>n</i>: DEC special graphics are designated to G<i>n</i>. */
	private int graphics;

	/** Which G-set is shifted in. */
	private int shift;

	private Saved saved = Saved.NOTHING;

	/** What REP repeats; 0 if the last thing was no character. */
	private int preceding;

	Screen(Window window) {
		this.window = window;
	}

	Rendition rendition() {
		return this.rendition;
	}

	/** Prints bytes of printable ASCII. */
	void print(byte[] ascii, int from, int to) {
		if (this.insertMode || drawsGraphics()) {
			for (int i = from; i < to; i++) {
				print(ascii[i]);
			}
			return;
		}
		int next = from;
		while (next < to) {
			if (this.x >= MAX_COLUMNS) {
				wrap();
			}
			int count = Math.min(to - next, MAX_COLUMNS - this.x);
			this.window.touch(this.y).print(this.x, ascii, next, count, this.rendition.style());
			this.x += count;
			next += count;
		}
		this.preceding = ascii[to - 1];
	}

	/** Prints a character. */
	void print(int codePoint) {
		int character = visible(codePoint);
		int width = CharacterWidth.of(character);
		if (width <= 0) {
			if (this.x > 0) {
				this.window.touch(this.y).combine(this.x, character);
			}
			return;
		}
		if (this.x + width > MAX_COLUMNS) {
			wrap();
		}
		Row row = this.window.touch(this.y);
		if (this.insertMode) {
			row.insert(this.x, width, this.rendition.erased());
		}
		row.print(this.x, character, width, this.rendition.style());
		this.x += width;
		this.preceding = character;
	}

	/** REP: repeats the character before. */
	void repeat(int count) {
		int character = this.preceding;
		if (character != 0) {
			for (int i = Math.min(count, COLUMNS); i > 0; i--) {
				print(character);
			}
		}
	}

	/** What came was no character: REP would repeat nothing. */
	void interrupt() {
		this.preceding = 0;
	}

	private int visible(int codePoint) {
		if (codePoint >= '`' && codePoint <= '~' && drawsGraphics()) {
			return GRAPHICS.charAt(codePoint - '`');
		}
		return (isBidiControl(codePoint) || codePoint == 0xFFFF) ? Utf8.REPLACEMENT : codePoint;
	}

	static boolean isBidiControl(int codePoint) {
		return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069)
				|| codePoint == 0x200E || codePoint == 0x200F || codePoint == 0x061C;
	}

	private boolean drawsGraphics() {
		return (this.graphics >> this.shift & 1) != 0;
	}

	private void wrap() {
		carriageReturn();
		index();
		this.window.row(this.y).continued(true);
	}

	void carriageReturn() {
		this.x = 0;
	}

	void backspace() {
		this.x = Math.max(0, this.x - 1);
	}

	/** LF, as an output that maps it to CR LF. */
	void lineFeed() {
		carriageReturn();
		index();
	}

	/** IND: one down; at the bottom of the region it scrolls. */
	void index() {
		if (this.y == this.bottom) {
			this.window.scrollUp(this.top, this.bottom, 1, this.rendition.erased());
		}
		else if (this.y < Window.HEIGHT - 1) {
			this.y++;
		}
		this.window.reach(this.y);
	}

	/** RI: one up; at the top of the region it scrolls. */
	void reverseIndex() {
		if (this.y == this.top) {
			this.window.scrollDown(this.top, this.bottom, 1, this.rendition.erased());
		}
		else if (this.y > 0) {
			this.y--;
		}
	}

	/** CUU. */
	void up(int count) {
		moveTo(Math.max(this.y - count, (this.y >= this.top) ? this.top : 0));
	}

	/** CUD. */
	void down(int count) {
		moveTo(Math.min(this.y + count, (this.y <= this.bottom) ? this.bottom : Window.HEIGHT - 1));
	}

	private void moveTo(int row) {
		this.y = row;
		this.window.reach(row);
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
		int first = this.originMode ? this.top : 0;
		int last = this.originMode ? this.bottom : Window.HEIGHT - 1;
		moveTo(Math.min(first + row, last));
	}

	/** VPR. */
	void rowsDown(int count) {
		moveTo(Math.min(this.y + count, this.originMode ? this.bottom : Window.HEIGHT - 1));
	}

	/** CUP, HVP. */
	void position(int row, int column) {
		row(row);
		column(column);
	}

	/** HT, CHT. */
	void tab(int count) {
		for (int i = 0; i < count && this.x < MAX_COLUMNS - TAB; i++) {
			if (this.tabs == null) {
				this.x = (this.x / TAB + 1) * TAB;
			}
			else {
				int next = this.tabs.nextSetBit(this.x + 1);
				this.x = (next >= 0) ? next : Math.max(this.x, COLUMNS - 1);
			}
		}
	}

	/** CBT. */
	void backTab(int count) {
		for (int i = 0; i < count && this.x > 0; i++) {
			this.x = (this.tabs == null) ? (this.x - 1) / TAB * TAB : Math.max(0, this.tabs.previousSetBit(this.x - 1));
		}
	}

	/** HTS. */
	void setTab() {
		if (this.x < COLUMNS) {
			tabs().set(this.x);
		}
	}

	/** TBC. */
	void clearTab(int which) {
		if (which == 0) {
			tabs().clear(this.x);
		}
		else if (which == 3) {
			tabs().clear();
		}
	}

	private BitSet tabs() {
		BitSet tabs = this.tabs;
		if (tabs == null) {
			tabs = new BitSet(COLUMNS);
			for (int column = 0; column < COLUMNS; column += TAB) {
				tabs.set(column);
			}
			this.tabs = tabs;
		}
		return tabs;
	}

	/** EL. */
	void eraseInLine(int which) {
		Style style = this.rendition.erased();
		switch (which) {
			case 0 -> this.window.touch(this.y).eraseFrom(this.x, style);
			case 1 -> this.window.touch(this.y).erase(0, this.x + 1, style);
			case 2 -> this.window.touch(this.y).clear(style);
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
				this.window.clear(this.y + 1, Window.HEIGHT, style);
			}
			case 1 -> {
				this.window.clear(0, this.y, style);
				eraseInLine(1);
			}
			case 2 -> this.window.freezeAll(style);
			default -> {
			}
		}
	}

	/** ECH. */
	void eraseCharacters(int count) {
		this.window.touch(this.y).erase(this.x, Math.min(this.x + count, MAX_COLUMNS), this.rendition.erased());
	}

	/** ICH. */
	void insertCharacters(int count) {
		this.window.touch(this.y).insert(this.x, Math.min(count, COLUMNS), this.rendition.erased());
	}

	/** DCH. */
	void deleteCharacters(int count) {
		this.window.touch(this.y).delete(this.x, count, this.rendition.erased());
	}

	/** IL. */
	void insertLines(int count) {
		if (inRegion()) {
			this.window.touch(this.y);
			this.window.scrollDown(this.y, this.bottom, count, this.rendition.erased());
			carriageReturn();
		}
	}

	/** DL. */
	void deleteLines(int count) {
		if (inRegion()) {
			this.window.reach(this.y);
			this.window.deleteRows(this.y, this.bottom, count, this.rendition.erased());
			carriageReturn();
		}
	}

	private boolean inRegion() {
		return this.y >= this.top && this.y <= this.bottom;
	}

	/** SU. */
	void scrollUp(int count) {
		this.window.scrollUp(this.top, this.bottom, count, this.rendition.erased());
	}

	/** SD. */
	void scrollDown(int count) {
		this.window.scrollDown(this.top, this.bottom, count, Style.DEFAULT);
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

	/** IRM. */
	void insertMode(boolean on) {
		this.insertMode = on;
	}

	/** SCS: designates DEC special graphics, or not, to a G-set. */
	void designate(int set, boolean graphics) {
		this.graphics = graphics ? this.graphics | 1 << set : this.graphics & ~(1 << set);
	}

	/** SI, SO, LS2, LS3. */
	void shiftIn(int set) {
		this.shift = set;
	}

	/** DECSC, SCOSC: keeps the line, not the row, so that scrolling does not matter. */
	void save() {
		this.saved = new Saved(this.window.frozen() + this.y, this.x, this.originMode, this.rendition.style(),
				this.graphics, this.shift);
	}

	/** DECRC, SCORC. */
	void restore() {
		this.x = this.saved.column();
		this.originMode = this.saved.originMode();
		moveTo((int) Math.max(0, Math.min(this.saved.line() - this.window.frozen(), Window.HEIGHT - 1)));
		this.rendition.restore(this.saved.style());
		this.graphics = this.saved.graphics();
		this.shift = this.saved.shift();
	}

	/**
	 * The alternate screen: the log has none, but what stood in the window is kept, on
	 * the way in and on the way out.
	 */
	void alternate(boolean on) {
		if (on != this.alternate) {
			this.alternate = on;
			this.window.freezeAll(Style.DEFAULT);
			this.x = 0;
			this.y = 0;
		}
	}

	/** DECSTR. */
	void softReset() {
		this.top = 0;
		this.bottom = Window.HEIGHT - 1;
		this.originMode = false;
		this.insertMode = false;
		this.graphics = 0;
		this.shift = 0;
		this.saved = new Saved(this.window.frozen(), 0, false, Style.DEFAULT, 0, 0);
		this.rendition.restore(Style.DEFAULT);
	}

	/** RIS: a log keeps what was printed. */
	void reset() {
		softReset();
		this.rendition.link(null);
		this.window.freezeAll(Style.DEFAULT);
		this.tabs = null;
		this.alternate = false;
		this.x = 0;
		this.y = 0;
	}

	void save(Packer out) {
		this.rendition.save(out);
		out.number(this.x);
		out.number(this.y);
		out.number(this.top);
		out.number(this.bottom);
		out.flag(this.originMode);
		out.flag(this.insertMode);
		out.flag(this.alternate);
		out.number(this.graphics);
		out.number(this.shift);
		out.number(this.preceding);
		out.number(this.saved.line());
		out.number(this.saved.column());
		out.flag(this.saved.originMode());
		out.style(this.saved.style());
		out.number(this.saved.graphics());
		out.number(this.saved.shift());
		long[] tabs = (this.tabs != null) ? this.tabs.toLongArray() : new long[0];
		out.number((this.tabs != null) ? tabs.length : -1);
		for (long word : tabs) {
			out.number(word);
		}
	}

	void restore(Unpacker in) {
		this.rendition.restore(in);
		this.x = in.integer();
		this.y = in.integer();
		this.top = in.integer();
		this.bottom = in.integer();
		this.originMode = in.flag();
		this.insertMode = in.flag();
		this.alternate = in.flag();
		this.graphics = in.integer();
		this.shift = in.integer();
		this.preceding = in.integer();
		this.saved = new Saved(in.number(), in.integer(), in.flag(), in.style(), in.integer(), in.integer());
		int words = in.integer();
		long[] tabs = new long[Math.max(0, words)];
		for (int i = 0; i < words; i++) {
			tabs[i] = in.number();
		}
		this.tabs = (words >= 0) ? BitSet.valueOf(tabs) : null;
	}

	private record Saved(long line, int column, boolean originMode, Style style, int graphics, int shift) {

		static final Saved NOTHING = new Saved(0, 0, false, Style.DEFAULT, 0, 0);

	}

}
