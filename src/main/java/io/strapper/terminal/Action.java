package io.strapper.terminal;

/**
 * What Paul Williams' parser does with a character.
 */
enum Action {

	/** Nothing. */
	IGNORE,
	/** Shows a character. */
	PRINT,
	/** Shows a character in the next line, since the character before ended a string. */
	PRINT_BELOW,
	/** Executes a control function of C0. */
	EXECUTE,
	/** Clears the parameters and collected bytes: a sequence starts. */
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
