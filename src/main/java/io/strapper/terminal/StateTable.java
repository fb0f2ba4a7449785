package io.strapper.terminal;

/**
 * The states of Paul Williams' parser for the VT500 series, and what each character does
 * in them. Nothing interprets the strings DCS, SOS, PM and APC, so these share a state
 * that swallows them whole, and the states within a DCS are not needed.
 * <p>
 * States and actions are numbers, because this is asked for every byte of a sequence: a
 * transition is the next state, with the action in the bits above.
 */
final class StateTable {

	static final int GROUND = 0;

	static final int ESCAPE = 1;

	static final int ESCAPE_INTERMEDIATE = 2;

	static final int CSI_ENTRY = 3;

	static final int CSI_PARAM = 4;

	static final int CSI_INTERMEDIATE = 5;

	static final int CSI_IGNORE = 6;

	static final int OSC_STRING = 7;

	static final int IGNORED_STRING = 8;

	/** Nothing. */
	static final int IGNORE = 0;

	/** Shows a character. */
	static final int PRINT = 1;

	/** Executes a control function of the sets C0 and C1. */
	static final int EXECUTE = 2;

	/** Forgets the parameters and what was collected: a sequence starts. */
	static final int CLEAR = 3;

	/** Keeps a private marker or an intermediate byte. */
	static final int COLLECT = 4;

	/** Takes a digit or a separator of the parameters. */
	static final int PARAM = 5;

	/** The final byte of an escape sequence came. */
	static final int ESC_DISPATCH = 6;

	/** The final byte of a control sequence came. */
	static final int CSI_DISPATCH = 7;

	/** An operating system command starts. */
	static final int OSC_START = 8;

	/** Takes a character of an operating system command. */
	static final int OSC_PUT = 9;

	/** An operating system command ends, and with it whatever was collected. */
	static final int OSC_END = 10;

	private static final int STATES = IGNORED_STRING + 1;

	/** Characters from here on all do the same: in ground they are printed. */
	private static final int ABOVE_C1 = 0xA0;

	private static final int CHARACTERS = ABOVE_C1 + 1;

	private static final byte[] TRANSITIONS = new byte[STATES * CHARACTERS];

	private StateTable() {
	}

	static {
		for (int state = GROUND; state < STATES; state++) {
			on(state, 0x00, ABOVE_C1, IGNORE, GROUND);
		}

		on(GROUND, 0x00, 0x1F, EXECUTE, GROUND);
		on(GROUND, 0x20, 0x7E, PRINT, GROUND);
		on(GROUND, ABOVE_C1, ABOVE_C1, PRINT, GROUND);

		on(ESCAPE, 0x00, 0x1F, EXECUTE, ESCAPE);
		on(ESCAPE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
		on(ESCAPE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
		on(ESCAPE, 'P', 'P', IGNORE, IGNORED_STRING); // DCS
		on(ESCAPE, 'X', 'X', IGNORE, IGNORED_STRING); // SOS
		on(ESCAPE, '[', '[', CLEAR, CSI_ENTRY);
		on(ESCAPE, ']', ']', OSC_START, OSC_STRING);
		on(ESCAPE, '^', '_', IGNORE, IGNORED_STRING); // PM, APC
		on(ESCAPE, 0x7F, 0x7F, IGNORE, ESCAPE);

		on(ESCAPE_INTERMEDIATE, 0x00, 0x1F, EXECUTE, ESCAPE_INTERMEDIATE);
		on(ESCAPE_INTERMEDIATE, 0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
		on(ESCAPE_INTERMEDIATE, 0x30, 0x7E, ESC_DISPATCH, GROUND);
		on(ESCAPE_INTERMEDIATE, 0x7F, 0x7F, IGNORE, ESCAPE_INTERMEDIATE);

		on(CSI_ENTRY, 0x00, 0x1F, EXECUTE, CSI_ENTRY);
		on(CSI_ENTRY, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		on(CSI_ENTRY, '0', ';', PARAM, CSI_PARAM);
		on(CSI_ENTRY, '<', '?', COLLECT, CSI_PARAM);
		on(CSI_ENTRY, 0x40, 0x7E, CSI_DISPATCH, GROUND);
		on(CSI_ENTRY, 0x7F, 0x7F, IGNORE, CSI_ENTRY);

		on(CSI_PARAM, 0x00, 0x1F, EXECUTE, CSI_PARAM);
		on(CSI_PARAM, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		on(CSI_PARAM, '0', ';', PARAM, CSI_PARAM);
		on(CSI_PARAM, '<', '?', IGNORE, CSI_IGNORE);
		on(CSI_PARAM, 0x40, 0x7E, CSI_DISPATCH, GROUND);
		on(CSI_PARAM, 0x7F, 0x7F, IGNORE, CSI_PARAM);

		on(CSI_INTERMEDIATE, 0x00, 0x1F, EXECUTE, CSI_INTERMEDIATE);
		on(CSI_INTERMEDIATE, 0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		on(CSI_INTERMEDIATE, 0x30, 0x3F, IGNORE, CSI_IGNORE);
		on(CSI_INTERMEDIATE, 0x40, 0x7E, CSI_DISPATCH, GROUND);
		on(CSI_INTERMEDIATE, 0x7F, 0x7F, IGNORE, CSI_INTERMEDIATE);

		on(CSI_IGNORE, 0x00, 0x1F, EXECUTE, CSI_IGNORE);
		on(CSI_IGNORE, 0x20, 0x3F, IGNORE, CSI_IGNORE);
		on(CSI_IGNORE, 0x40, 0x7E, IGNORE, GROUND);
		on(CSI_IGNORE, 0x7F, 0x7F, IGNORE, CSI_IGNORE);
		on(CSI_IGNORE, ABOVE_C1, ABOVE_C1, IGNORE, CSI_IGNORE);

		on(OSC_STRING, 0x00, 0x1F, IGNORE, OSC_STRING);
		on(OSC_STRING, 0x07, 0x07, OSC_END, GROUND); // BEL, as xterm has it
		on(OSC_STRING, 0x20, 0x7F, OSC_PUT, OSC_STRING);
		on(OSC_STRING, ABOVE_C1, ABOVE_C1, OSC_PUT, OSC_STRING);

		on(IGNORED_STRING, 0x00, 0x7F, IGNORE, IGNORED_STRING);
		on(IGNORED_STRING, ABOVE_C1, ABOVE_C1, IGNORE, IGNORED_STRING);

		for (int state = GROUND; state < STATES; state++) {
			on(state, 0x18, 0x18, EXECUTE, GROUND); // CAN
			on(state, 0x1A, 0x1A, EXECUTE, GROUND); // SUB
			on(state, 0x1B, 0x1B, CLEAR, ESCAPE);
			on(state, 0x80, 0x9F, EXECUTE, GROUND);
			on(state, 0x90, 0x90, IGNORE, IGNORED_STRING); // DCS
			on(state, 0x98, 0x98, IGNORE, IGNORED_STRING); // SOS
			on(state, 0x9B, 0x9B, CLEAR, CSI_ENTRY);
			on(state, 0x9C, 0x9C, IGNORE, GROUND); // ST
			on(state, 0x9D, 0x9D, OSC_START, OSC_STRING);
			on(state, 0x9E, 0x9F, IGNORE, IGNORED_STRING); // PM, APC
		}
		on(OSC_STRING, 0x1B, 0x1B, OSC_END, ESCAPE);
		on(OSC_STRING, 0x9C, 0x9C, OSC_END, GROUND);
	}

	private static void on(int state, int first, int last, int action, int next) {
		for (int character = first; character <= last; character++) {
			TRANSITIONS[state * CHARACTERS + character] = (byte) (action << 4 | next);
		}
	}

	/** What a character does in a state. */
	static int transition(int state, int character) {
		return TRANSITIONS[state * CHARACTERS + Math.min(character, ABOVE_C1)] & 0xFF;
	}

	static int action(int transition) {
		return transition >> 4;
	}

	static int next(int transition) {
		return transition & 0xF;
	}

}
