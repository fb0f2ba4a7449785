package io.strapper.terminal;

import io.strapper.terminal.text.Ascii;
import io.strapper.terminal.text.Utf8;

/**
 * Parses bytes of UTF-8, in portions of any size, and executes the control functions in
 * them: Paul Williams' parser, with plain text taken in runs. Total: every byte has a
 * meaning in every state, and the memory for a sequence is bounded however long it is.
 * <p>
 * C1 control functions are understood as {@code ESC Fe} alone. A single byte from 0x80 to
 * 0x9F is no control function either: UTF-8 is a coding system other than that of ISO
 * 2022, to which 8-bit C1 belongs, and Unicode (3.9, D92 and U+FFFD substitution) has
 * such a byte replaced, as malformed.
 */
final class Parser {

	/** An operating system command that is longer is ignored. */
	private static final int MAX_STRING = 4096;

	/** A control string that is longer has no end. */
	private static final int MAX_SWALLOWED = 1 << 20;

	private static final byte ESC = 0x1B;

	private final Screen screen;

	private final Cursor cursor;

	private final Printer printer;

	private final Scroller scroller;

	private final Rendition rendition;

	private final Controls controls;

	private final Utf8 utf8 = new Utf8();

	private final Parameters parameters = new Parameters();

	private final StringBuilder string = new StringBuilder();

	private State state = State.GROUND;

	/** How many characters the control string has so far. */
	private int swallowed;

	/** Private marker and intermediate bytes, eight bits each. */
	private int collected;

	Parser(Screen screen) {
		this.screen = screen;
		this.cursor = screen.cursor();
		this.printer = screen.printer();
		this.scroller = screen.scroller();
		this.rendition = screen.rendition();
		this.controls = new Controls(screen);
	}

	void parse(byte[] bytes, int from, int to) {
		int next = from;
		while (next < to) {
			int end = atGround() ? bulk(bytes, next, to) : next;
			if (end == next) {
				decode(bytes[next]);
				end++;
			}
			next = end;
		}
	}

	private boolean atGround() {
		return this.state == State.GROUND && !this.utf8.unfinished();
	}

	/**
	 * Takes a run of text and a common function behind it, each as a whole.
	 * @return where they end, or {@code from} if there is neither
	 */
	private int bulk(byte[] bytes, int from, int to) {
		int end = Ascii.endOfPrintable(bytes, from, to);
		if (end > from) {
			this.printer.print(bytes, from, end);
		}
		return (end < to) ? function(bytes, end, to) : end;
	}

	/** Takes what is no printable ASCII; returns {@code at} if it is not common. */
	private int function(byte[] bytes, int at, int to) {
		switch (bytes[at]) {
			case '\n' -> this.scroller.lineFeed();
			case '\r' -> this.cursor.carriageReturn();
			case ESC -> {
				return sequence(bytes, at, to);
			}
			default -> {
				return (bytes[at] < 0) ? character(bytes, at, to) : at;
			}
		}
		this.printer.interrupt();
		return at + 1;
	}

	/** Takes a character that is not ASCII, or what has come of it. */
	private int character(byte[] bytes, int from, int to) {
		int next = from;
		int character = Utf8.INCOMPLETE;
		while (character == Utf8.INCOMPLETE && next < to) {
			character = this.utf8.decode(bytes[next++] & 0xFF);
		}
		if (character == Utf8.BROKEN) {
			this.printer.print(Utf8.REPLACEMENT);
			return next - 1;
		}
		if (character != Utf8.INCOMPLETE) {
			this.printer.print(character);
		}
		return next;
	}

	/**
	 * Most control sequences are {@code CSI}, perhaps a private marker, digits with
	 * semicolons, a final byte: these are taken as a whole, with the effect that the
	 * states would have.
	 * @return where it ends, or {@code from} if this is something else or incomplete
	 */
	private int sequence(byte[] bytes, int from, int to) {
		if (to - from < 3 || bytes[from + 1] != '[') {
			return from;
		}
		long selection = (to - from >= Long.BYTES) ? Ascii.selection(bytes, from) : 0;
		if (selection != 0 && this.rendition.selectKnown(selection)) {
			this.printer.interrupt();
			return from + Ascii.length(selection);
		}
		clear();
		Style before = this.rendition.style();
		int end = dispatch(bytes, from, to);
		if (selection != 0 && end > from) {
			this.rendition.selected(before, selection);
		}
		return end;
	}

	private int dispatch(byte[] bytes, int from, int to) {
		int value = 0;
		int first = from + 2;
		if (bytes[first] >= '<' && bytes[first] <= '?') {
			this.collected = bytes[first++];
		}
		for (int next = first; next < to; next++) {
			byte octet = bytes[next];
			if (octet >= '0' && octet <= '9') {
				value = Parameters.withDigit(value, octet);
			}
			else if (octet == ';') {
				this.parameters.set(value);
				this.parameters.put(octet);
				value = 0;
			}
			else if (octet >= 0x40 && octet < 0x7F) {
				this.parameters.set(value);
				this.controls.sequence(this.collected << 8 | octet, this.parameters);
				this.printer.interrupt();
				return next + 1;
			}
			else {
				return from;
			}
		}
		return from;
	}

	private void decode(byte octet) {
		if (octet >= 0 && !this.utf8.unfinished()) {
			take(octet);
			return;
		}
		int character = this.utf8.decode(octet & 0xFF);
		if (character == Utf8.BROKEN) {
			take(Utf8.REPLACEMENT);
			character = this.utf8.decode(octet & 0xFF);
		}
		if (character != Utf8.INCOMPLETE) {
			take(character);
		}
	}

	private void take(int character) {
		int transition = this.state.transition(character);
		this.state = State.next(transition);
		switch (State.action(transition)) {
			case IGNORE -> swallow();
			case PRINT -> this.printer.print(character);
			case PRINT_BELOW -> {
				this.scroller.lineFeed();
				this.printer.print(character);
			}
			case EXECUTE -> {
				this.controls.execute(character);
				this.printer.interrupt();
			}
			case CLEAR -> clear();
			case COLLECT ->
				this.collected = (this.collected > 0xFF) ? Controls.UNKNOWN : this.collected << 8 | character;
			case PARAM -> this.parameters.put(character);
			case ESC_DISPATCH -> {
				this.controls.escape(this.collected << 8 | character);
				this.printer.interrupt();
			}
			case CSI_DISPATCH -> {
				this.controls.sequence(this.collected << 8 | character, this.parameters);
				this.printer.interrupt();
			}
			case OSC_START -> {
				this.string.setLength(0);
				this.printer.interrupt();
			}
			case OSC_PUT -> {
				put(character);
				swallow();
			}
			case OSC_END -> {
				if (this.string.length() <= MAX_STRING) {
					this.controls.command(this.string.toString());
				}
				clear();
			}
		}
	}

	private void swallow() {
		if (this.state.isString() && ++this.swallowed > MAX_SWALLOWED) {
			this.state = State.GROUND;
		}
	}

	private void clear() {
		this.collected = 0;
		this.swallowed = 0;
		this.parameters.clear();
	}

	private void put(int character) {
		if (this.string.length() <= MAX_STRING) {
			this.string.appendCodePoint(character);
		}
	}

	void save(Packer out) {
		out.number(this.utf8.state());
		this.parameters.save(out);
		out.number(this.state.ordinal());
		out.number(this.collected);
		out.number(this.swallowed);
		out.text(this.string.toString());
		this.screen.save(out);
	}

	void restore(Unpacker in) {
		this.utf8.restore(in.number());
		this.parameters.restore(in);
		this.state = State.values()[in.integer()];
		this.collected = in.integer();
		this.swallowed = in.integer();
		this.string.append(in.text());
		this.screen.restore(in);
	}

}
