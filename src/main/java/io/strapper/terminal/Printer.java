package io.strapper.terminal;

import io.strapper.terminal.text.CharacterWidth;
import io.strapper.terminal.text.Utf8;

/**
 * Prints characters at the cursor, in the character set and the modes that are in force.
 */
final class Printer {

	private final Window window;

	private final Cursor cursor;

	private final Rendition rendition;

	private final Scroller scroller;

	private CharacterSets sets = CharacterSets.ASCII;

	private boolean insertMode;

	private boolean autowrap = true;

	/** The character that REP repeats; 0 if a control function came last. */
	private int preceding;

	Printer(Window window, Cursor cursor, Rendition rendition, Scroller scroller) {
		this.window = window;
		this.cursor = cursor;
		this.rendition = rendition;
		this.scroller = scroller;
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
				this.scroller.wrap();
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

	/** A control function came: REP has nothing to repeat. */
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

	CharacterSets sets() {
		return this.sets;
	}

	/** DECRC. */
	void sets(CharacterSets sets) {
		this.sets = sets;
	}

	/** DECSTR. */
	void reset() {
		this.insertMode = false;
		this.autowrap = true;
		this.sets = CharacterSets.ASCII;
	}

	void save(Packer out) {
		this.sets.save(out);
		out.flag(this.insertMode);
		out.flag(this.autowrap);
		out.number(this.preceding);
	}

	void restore(Unpacker in) {
		this.sets = CharacterSets.restored(in);
		this.insertMode = in.flag();
		this.autowrap = in.flag();
		this.preceding = in.integer();
	}

}
