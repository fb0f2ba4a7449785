package io.strapper.terminal;

import static io.strapper.terminal.State.Action.CLEAR;
import static io.strapper.terminal.State.Action.COLLECT;
import static io.strapper.terminal.State.Action.CSI_DISPATCH;
import static io.strapper.terminal.State.Action.ESC_DISPATCH;
import static io.strapper.terminal.State.Action.EXECUTE;
import static io.strapper.terminal.State.Action.IGNORE;
import static io.strapper.terminal.State.Action.OSC_END;
import static io.strapper.terminal.State.Action.OSC_PUT;
import static io.strapper.terminal.State.Action.OSC_START;
import static io.strapper.terminal.State.Action.PARAM;
import static io.strapper.terminal.State.Action.PRINT;
import static io.strapper.terminal.State.Action.PRINT_BELOW;

/**
 * The states of Paul Williams' parser for the VT500 series, and what a character does in
 * each. Nothing interprets the strings DCS, SOS, PM and APC, so these share a state that
 * swallows them whole, and the states within a DCS are not needed.
 * <p>
 * ECMA-48 lets a control string go on until ST comes. Here a line feed ends it: a log
 * whose tool was killed within a string must not lose the lines that follow. Images in
 * sixels alone may have several lines, each beginning with a control of theirs.
 */
enum State {

	GROUND, ESCAPE, ESCAPE_INTERMEDIATE, CSI_ENTRY, CSI_PARAM, CSI_INTERMEDIATE, CSI_IGNORE, OSC_STRING, IGNORED_STRING,
	DCS_ENTRY, SIXELS, SIXELS_LINE;

	/** Characters from here on all do the same: in ground they are printed. */
	private static final int ABOVE_ASCII = 0x80;

	private static final int COLUMNS = ABOVE_ASCII + 1;

	/** By state and character: the action, above four bits of the next state. */
	private static final byte[] TRANSITIONS = new byte[values().length * COLUMNS];

	private static final State[] STATES = values();

	private static final Action[] ACTIONS = Action.values();

	static {
		for (State state : STATES) {
			state.on(0x00, ABOVE_ASCII, IGNORE, GROUND);
		}

		GROUND.on(0x00, 0x1F, EXECUTE, GROUND);
		GROUND.on(0x20, 0x7E, PRINT, GROUND);
		GROUND.on(ABOVE_ASCII, ABOVE_ASCII, PRINT, GROUND);

		ESCAPE.on(0x00, 0x1F, EXECUTE, ESCAPE);
		ESCAPE.on(0x20, 0x2F, COLLECT, ESCAPE_INTERMEDIATE);
		ESCAPE.on(0x30, 0x7E, ESC_DISPATCH, GROUND);
		ESCAPE.on('P', 'P', IGNORE, DCS_ENTRY);
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
		CSI_IGNORE.on(ABOVE_ASCII, ABOVE_ASCII, IGNORE, CSI_IGNORE);

		OSC_STRING.on(0x00, 0x1F, IGNORE, OSC_STRING);
		OSC_STRING.on(0x07, 0x07, OSC_END, GROUND); // BEL, as xterm has it
		OSC_STRING.on(0x20, ABOVE_ASCII, OSC_PUT, OSC_STRING);

		IGNORED_STRING.on(0x00, ABOVE_ASCII, IGNORE, IGNORED_STRING);

		DCS_ENTRY.on(0x00, ABOVE_ASCII, IGNORE, IGNORED_STRING);
		DCS_ENTRY.on('0', ';', IGNORE, DCS_ENTRY);
		DCS_ENTRY.on('q', 'q', IGNORE, SIXELS);

		SIXELS.on(0x00, 0x1F, IGNORE, SIXELS);
		SIXELS.on(0x20, ABOVE_ASCII, PRINT, GROUND);
		SIXELS.sixels(SIXELS);
		SIXELS.on('0', '9', IGNORE, SIXELS);
		SIXELS.on(';', ';', IGNORE, SIXELS);
		SIXELS.on('?', 0x7F, IGNORE, SIXELS);

		SIXELS_LINE.on(0x00, 0x1F, IGNORE, SIXELS_LINE);
		SIXELS_LINE.on(0x20, ABOVE_ASCII, PRINT_BELOW, GROUND);
		SIXELS_LINE.sixels(SIXELS);

		for (State state : STATES) {
			state.on(0x18, 0x18, EXECUTE, GROUND); // CAN
			state.on(0x1A, 0x1A, EXECUTE, GROUND); // SUB
			state.on(0x1B, 0x1B, CLEAR, ESCAPE);
			if (state.isString()) {
				state.on(0x0A, 0x0A, EXECUTE, GROUND);
			}
		}
		OSC_STRING.on(0x1B, 0x1B, OSC_END, ESCAPE);
		SIXELS.on(0x0A, 0x0A, IGNORE, SIXELS_LINE);
		SIXELS_LINE.on(0x0A, 0x0A, IGNORE, SIXELS_LINE);
	}

	/** What begins a line of sixels: repeat, raster, color, and the ends of a line. */
	private void sixels(State next) {
		on('!', '$', IGNORE, next);
		on('-', '-', IGNORE, next);
	}

	/** Whether a control string has begun: what comes is swallowed until it ends. */
	boolean isString() {
		return ordinal() >= OSC_STRING.ordinal();
	}

	private void on(int first, int last, Action action, State next) {
		for (int character = first; character <= last; character++) {
			TRANSITIONS[ordinal() * COLUMNS + character] = (byte) (action.ordinal() << 4 | next.ordinal());
		}
	}

	/** What a character does in this state. */
	int transition(int character) {
		return TRANSITIONS[ordinal() * COLUMNS + Math.min(character, ABOVE_ASCII)] & 0xFF;
	}

	static Action action(int transition) {
		return ACTIONS[transition >> 4];
	}

	static State next(int transition) {
		return STATES[transition & 0xF];
	}

	/**
	 * What Paul Williams' parser does with a character.
	 */
	enum Action {

		/** Nothing. */
		IGNORE,
		/** Shows a character. */
		PRINT,
		/** Shows a character in the next line: the one before ended a string. */
		PRINT_BELOW,
		/** Executes a control function of C0. */
		EXECUTE,
		/** Forgets the parameters and what was collected: a sequence starts. */
		CLEAR,
		/** Keeps a private marker or an intermediate byte. */
		COLLECT,
		/** Takes a digit or a separator of the parameters. */
		PARAM,
		/** The final byte of an escape sequence came. */
		ESC_DISPATCH,
		/** The final byte of a control sequence came. */
		CSI_DISPATCH,
		/** An operating system command starts. */
		OSC_START,
		/** Takes a character of an operating system command. */
		OSC_PUT,
		/** An operating system command ends, and with it whatever was collected. */
		OSC_END

	}

}
