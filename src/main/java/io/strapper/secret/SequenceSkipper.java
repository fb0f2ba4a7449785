package io.strapper.secret;

/**
 * Recognises the bytes between visible characters that a terminal does not show: escape
 * sequences for colours, for example. The text of control strings (OSC, DCS) counts as
 * visible, since it may hold secrets as well. Not thread-safe.
 */
final class SequenceSkipper {

	/** A longer sequence counts as text from there on. */
	static final int LONGEST = 64;

	static final byte ESC = 0x1b;

	private State state = State.TEXT;

	private int length;

	/** Whether a byte begins a sequence, or is not shown by itself. */
	static boolean isSkipped(byte next) {
		return next == ESC || next == 0 || next == 7 || next == 0x0e || next == 0x0f;
	}

	/** Whether a sequence has begun and not ended. */
	boolean isInside() {
		return this.state != State.TEXT;
	}

	/**
	 * Takes the next byte, which is skipped by itself or inside a sequence.
	 * @return what it means
	 */
	Meaning take(byte next) {
		this.length++;
		if (next == ESC) {
			this.state = State.ESCAPE;
			this.length = 1;
			return Meaning.BEGINS;
		}
		return switch (this.state) {
			case TEXT -> Meaning.ALONE;
			case ESCAPE -> afterEscape(next);
			case CONTROL_SEQUENCE -> inside(next, next >= 0x20 && next < 0x40);
			case INTERMEDIATE -> inside(next, next >= 0x20 && next < 0x30);
		};
	}

	private Meaning afterEscape(byte next) {
		if (next == '[') {
			this.state = State.CONTROL_SEQUENCE;
			return Meaning.CONTINUES;
		}
		if (next >= 0x20 && next < 0x30) {
			this.state = State.INTERMEDIATE;
			return Meaning.CONTINUES;
		}
		this.state = State.TEXT;
		return ("]PX^_".indexOf(next) >= 0) ? Meaning.BREAKS : (next >= 0x30) ? Meaning.ENDS : Meaning.IS_TEXT;
	}

	private Meaning inside(byte next, boolean goesOn) {
		if (goesOn && this.length <= LONGEST) {
			return Meaning.CONTINUES;
		}
		this.state = State.TEXT;
		return goesOn ? Meaning.BREAKS : (next >= 0x30) ? Meaning.ENDS : Meaning.IS_TEXT;
	}

	private enum State {

		TEXT, ESCAPE, CONTROL_SEQUENCE, INTERMEDIATE

	}

	/** What a byte means. */
	enum Meaning {

		/** It begins a sequence; one that was unfinished is over. */
		BEGINS,

		/** It belongs to a sequence that goes on. */
		CONTINUES,

		/** It is the last byte of a sequence. */
		ENDS,

		/** It is not shown, and no sequence. */
		ALONE,

		/** It is visible; a sequence that was unfinished is over. */
		IS_TEXT,

		/** What is on both sides of it is not one text. */
		BREAKS

	}

}
