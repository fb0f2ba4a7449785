package io.strapper.terminal;

/**
 * Finds the control functions among the characters: the states of Paul Williams' parser
 * for the VT500, over UTF-8. Total: every character has a meaning in every state, and
 * what has none is swallowed.
 */
final class Parser {

	/** How much of an OSC string is kept: a longer one is swallowed and means nothing. */
	private static final int MOST_OSC = 4096;

	private static final int ESC = 0x1B;

	private static final int BEL = 0x07;

	/** Where the parser stands between two characters. */
	private enum State {

		/** Characters are printed, controls executed. */
		GROUND,

		/** After ESC. */
		ESCAPE,

		/** After ESC and an intermediate: the final ends it, with no meaning here. */
		ESCAPE_INTERMEDIATE,

		/** After CSI: parameters, {@code ;} and {@code :}. */
		CSI_PARAM,

		/** After an intermediate of CSI: the final ends it. */
		CSI_INTERMEDIATE,

		/** A malformed CSI: swallowed to its final. */
		CSI_IGNORE,

		/** An OSC string, to ST or BEL. */
		OSC_STRING,

		/** A DCS, SOS, PM or APC string, to ST: swallowed. */
		IGNORED_STRING

	}

	private final Screen screen;

	private final ControlSequences sequences;

	private final Utf8 utf8 = new Utf8();

	private final Parameters parameters = new Parameters();

	private final StringBuilder osc = new StringBuilder();

	private State state = State.GROUND;

	/** {@code ?}, {@code <}, {@code =} or {@code >} after CSI, else 0. */
	private int prefix;

	/** The last intermediate, else 0. */
	private int intermediate;

	Parser(Screen screen) {
		this.screen = screen;
		this.sequences = new ControlSequences(screen);
	}

	void write(byte[] bytes, int from, int to) {
		for (int i = from; i < to;) {
			if (this.state == State.GROUND && this.utf8.atStart()) {
				int end = i;
				while (end < to && bytes[end] >= 0x20 && bytes[end] < 0x7F) {
					end++;
				}
				if (end > i) {
					this.screen.print(bytes, i, end);
					i = end;
					continue;
				}
			}
			decode(bytes[i++] & 0xFF);
		}
	}

	private void decode(int octet) {
		int codePoint = this.utf8.next(octet);
		if (codePoint == Utf8.BROKEN) {
			accept(Utf8.REPLACEMENT);
			codePoint = this.utf8.next(octet);
		}
		if (codePoint != Utf8.INCOMPLETE) {
			accept(codePoint);
		}
	}

	private void accept(int c) {
		if (c == 0x18 || c == 0x1A) {
			// CAN, SUB: whatever was begun is dropped
			this.state = State.GROUND;
		}
		else if (c == ESC || c >= 0x80 && c < 0xA0) {
			leave();
			enter((c == ESC) ? c : c - 0x40);
		}
		else {
			switch (this.state) {
				case GROUND -> ground(c);
				case ESCAPE -> escape(c);
				case ESCAPE_INTERMEDIATE -> escapeIntermediate(c);
				case CSI_PARAM -> csiParam(c);
				case CSI_INTERMEDIATE -> csiIntermediate(c);
				case CSI_IGNORE -> csiIgnore(c);
				case OSC_STRING -> oscString(c);
				case IGNORED_STRING -> {
				}
			}
		}
	}

	/** ESC and C1 end what was begun; for an OSC string that is its end. */
	private void leave() {
		if (this.state == State.OSC_STRING) {
			endOsc();
		}
		this.state = State.GROUND;
	}

	/** ESC, or a C1 control as the character that would follow ESC. */
	private void enter(int c) {
		if (c == ESC) {
			this.state = State.ESCAPE;
			this.intermediate = 0;
		}
		else {
			escape(c);
		}
	}

	private void ground(int c) {
		if (c < 0x20) {
			this.sequences.execute(c);
		}
		else if (c != 0x7F) {
			this.screen.print(c);
		}
	}

	private void escape(int c) {
		this.state = State.GROUND;
		switch (c) {
			case '[' -> {
				this.parameters.clear();
				this.prefix = 0;
				this.intermediate = 0;
				this.state = State.CSI_PARAM;
			}
			case ']' -> {
				this.osc.setLength(0);
				this.state = State.OSC_STRING;
			}
			case 'P', 'X', '^', '_' -> this.state = State.IGNORED_STRING;
			default -> {
				if (c < 0x20) {
					this.state = State.ESCAPE;
					this.sequences.execute(c);
				}
				else if (c < 0x30) {
					this.state = State.ESCAPE_INTERMEDIATE;
				}
				else if (c == 0x7F) {
					this.state = State.ESCAPE;
				}
				else {
					this.sequences.escape(c);
				}
			}
		}
	}

	private void escapeIntermediate(int c) {
		if (c < 0x20) {
			this.sequences.execute(c);
		}
		else if (c >= 0x30 && c != 0x7F) {
			this.state = State.GROUND;
		}
	}

	private void csiParam(int c) {
		if (c < 0x20) {
			this.sequences.execute(c);
		}
		else if (c >= '0' && c <= '9') {
			this.parameters.digit(c - '0');
		}
		else if (c == ';' || c == ':') {
			this.parameters.separator(c == ':');
		}
		else if (c >= '<' && c <= '?') {
			this.state = (this.prefix == 0 && this.parameters.isEmpty()) ? State.CSI_PARAM : State.CSI_IGNORE;
			this.prefix = c;
		}
		else if (c < 0x30) {
			this.intermediate = c;
			this.state = State.CSI_INTERMEDIATE;
		}
		else {
			endCsi(c);
		}
	}

	private void csiIntermediate(int c) {
		if (c < 0x20) {
			this.sequences.execute(c);
		}
		else if (c < 0x40) {
			// A parameter is out of place, and two intermediates have no meaning here
			this.state = State.CSI_IGNORE;
		}
		else {
			endCsi(c);
		}
	}

	private void csiIgnore(int c) {
		if (c < 0x20) {
			this.sequences.execute(c);
		}
		else if (c >= 0x40 && c != 0x7F) {
			this.state = State.GROUND;
		}
	}

	private void endCsi(int c) {
		if (c == 0x7F) {
			return;
		}
		this.state = State.GROUND;
		if (c < 0x7F) {
			this.sequences.control(this.prefix, this.intermediate, c, this.parameters);
		}
	}

	private void oscString(int c) {
		if (c == BEL) {
			leave();
		}
		else if (c >= 0x20 && this.osc.length() <= MOST_OSC) {
			this.osc.appendCodePoint(c);
		}
	}

	private void endOsc() {
		if (this.osc.length() <= MOST_OSC) {
			this.sequences.operatingSystemCommand(this.osc.toString());
		}
	}

}
