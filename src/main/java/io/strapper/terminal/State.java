package io.strapper.terminal;

import static io.strapper.terminal.Action.CLEAR;
import static io.strapper.terminal.Action.COLLECT;
import static io.strapper.terminal.Action.CSI_DISPATCH;
import static io.strapper.terminal.Action.ESC_DISPATCH;
import static io.strapper.terminal.Action.EXECUTE;
import static io.strapper.terminal.Action.IGNORE;
import static io.strapper.terminal.Action.OSC_END;
import static io.strapper.terminal.Action.OSC_PUT;
import static io.strapper.terminal.Action.OSC_START;
import static io.strapper.terminal.Action.PARAM;
import static io.strapper.terminal.Action.PRINT;

/**
 * The states of Paul Williams' parser for the VT500 series, and what a character does in
 * each. Nothing interprets the strings DCS, SOS, PM and APC, so these share a state that
 * swallows them whole, and the states within a DCS are not needed.
 */
enum State {

	GROUND, ESCAPE, ESCAPE_INTERMEDIATE, CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE, CSI_IGNORE, OSC_STRING, IGNORED_STRING;

	/** Characters from here on all do the same: in ground they are printed. */
	private static final int ABOVE_C1 = 0xA0;

	private static final int COLUMNS = 256;

	/** By state and character: the action, above four bits of the next state. */
	private static final byte[] TRANSITIONS = new byte[values().length * COLUMNS];

	private static final State[] STATES = values();

	private static final Action[] ACTIONS = Action.values();

	static {
		for (State state : STATES) {
			state.on(0x00, ABOVE_C1, IGNORE, GROUND);
		}

		GROUND.on(0x00, 0x1F, EXECUTE, GROUND);
		GROUND.on(0x20, 0x7E, PRINT, GROUND);
		GROUND.on(ABOVE_C1, ABOVE_C1, PRINT, GROUND);

		ESCAPE.on(0x00, 0x1F, EXECUTE, ESCAPE);
		ESCAPE.on(0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
		ESCAPE.on(0x30, 0x7E, ESC_DISPATCH, GROUND);
		ESCAPE.on('P', 'P', IGNORE, IGNORED_STRING); // DCS
		ESCAPE.on('X', 'X', IGNORE, IGNORED_STRING); // SOS
		ESCAPE.on('[', '[', CLEAR, CSI_ENTRY);
		ESCAPE.on(']', ']', OSC_START, OSC_STRING);
		ESCAPE.on('^', '_', IGNORE, IGNORED_STRING); // PM, APC
		ESCAPE.on(0x7F, 0x7F, IGNORE, ESCAPE);

		ESCAPE_INTERMEDIATE.on(0x00, 0x1F, EXECUTE, ESCAPE_INTERMEDIATE);
		ESCAPE_INTERMEDIATE.on(0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
		ESCAPE_INTERMEDIATE.on(0x30, 0x7E, ESC_DISPATCH, GROUND);
		ESCAPE_INTERMEDIATE.on(0x7F, 0x7F, IGNORE, ESCAPE_INTERMEDIATE);

		CSI_ENTRY.on(0x00, 0x1F, EXECUTE, CSI_ENTRY);
		CSI_ENTRY.on(0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		CSI_ENTRY.on('0', ';', PARAM, CSI_PARAM);
		CSI_ENTRY.on('<', '?', COLLECT, CSI_PARAM);
		CSI_ENTRY.on(0x40, 0x7E, CSI_DISPATCH, GROUND);
		CSI_ENTRY.on(0x7F, 0x7F, IGNORE, CSI_ENTRY);

		CSI_PARAM.on(0x00, 0x1F, EXECUTE, CSI_PARAM);
		CSI_PARAM.on(0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		CSI_PARAM.on('0', ';', PARAM, CSI_PARAM);
		CSI_PARAM.on('<', '?', IGNORE, CSI_IGNORE);
		CSI_PARAM.on(0x40, 0x7E, CSI_DISPATCH, GROUND);
		CSI_PARAM.on(0x7F, 0x7F, IGNORE, CSI_PARAM);

		CSI_INTERMEDIATE.on(0x00, 0x1F, EXECUTE, CSI_INTERMEDIATE);
		CSI_INTERMEDIATE.on(0x20, 0x2F, COLLECT, CSI_INTERMEDIATE);
		CSI_INTERMEDIATE.on(0x30, 0x3F, IGNORE, CSI_IGNORE);
		CSI_INTERMEDIATE.on(0x40, 0x7E, CSI_DISPATCH, GROUND);
		CSI_INTERMEDIATE.on(0x7F, 0x7F, IGNORE, CSI_INTERMEDIATE);

		CSI_IGNORE.on(0x00, 0x1F, EXECUTE, CSI_IGNORE);
		CSI_IGNORE.on(0x20, 0x3F, IGNORE, CSI_IGNORE);
		CSI_IGNORE.on(0x40, 0x7E, IGNORE, GROUND);
		CSI_IGNORE.on(0x7F, 0x7F, IGNORE, CSI_IGNORE);
		CSI_IGNORE.on(ABOVE_C1, ABOVE_C1, IGNORE, CSI_IGNORE);

		OSC_STRING.on(0x00, 0x1F, IGNORE, OSC_STRING);
		OSC_STRING.on(0x07, 0x07, OSC_END, GROUND); // BEL, as xterm has it
		OSC_STRING.on(0x20, 0x7F, OSC_PUT, OSC_STRING);
		OSC_STRING.on(ABOVE_C1, ABOVE_C1, OSC_PUT, OSC_STRING);

		IGNORED_STRING.on(0x00, 0x7F, IGNORE, IGNORED_STRING);
		IGNORED_STRING.on(ABOVE_C1, ABOVE_C1, IGNORE, IGNORED_STRING);

		for (State state : STATES) {
			state.on(0x18, 0x18, EXECUTE, GROUND); // CAN
			state.on(0x1A, 0x1A, EXECUTE, GROUND); // SUB
			state.on(0x1B, 0x1B, CLEAR, ESCAPE);
			state.on(0x80, 0x9F, EXECUTE, GROUND);
			state.on(0x90, 0x90, IGNORE, IGNORED_STRING); // DCS
			state.on(0x98, 0x98, IGNORE, IGNORED_STRING); // SOS
			state.on(0x9B, 0x9B, CLEAR, CSI_ENTRY);
			state.on(0x9C, 0x9C, IGNORE, GROUND); // ST
			state.on(0x9D, 0x9D, OSC_START, OSC_STRING);
			state.on(0x9E, 0x9F, IGNORE, IGNORED_STRING); // PM, APC
		}
		OSC_STRING.on(0x1B, 0x1B, OSC_END, ESCAPE);
		OSC_STRING.on(0x9C, 0x9C, OSC_END, GROUND);
	}

	private void on(int first, int last, Action action, State next) {
		for (int character = first; character <= last; character++) {
			TRANSITIONS[ordinal() * COLUMNS + character] = (byte) (action.ordinal() << 4 | next.ordinal());
		}
	}

	/** What a character does in this state. */
	int transition(int character) {
		return TRANSITIONS[ordinal() * COLUMNS + Math.min(character, ABOVE_C1)] & 0xFF;
	}

	static Action action(int transition) {
		return ACTIONS[transition >> 4];
	}

	static State next(int transition) {
		return STATES[transition & 0xF];
	}

}
