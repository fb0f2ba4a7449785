package io.strapper.terminal;

import java.util.Optional;

/**
 * A terminal for logs: bytes go in, lines come out as they would stand on a screen.
 * <p>
 * Any bytes are accepted, in any portions, in bounded memory; {@code write(a)} and
 * {@code write(b)} are the same as {@code write(ab)}. The last {@value Window#HEIGHT}
 * rows can still change, as a screen of that height can be redrawn. The lines before them
 * have left the window for ever; they are handed out once, and only counted here.
 * <p>
 * Where a terminal would destroy text, a log keeps it: ED 2, RIS and the alternate screen
 * (on the way in and on the way out) first let the window scroll into the frozen lines.
 * SU does the same with rows that leave at the top of the window. ED 3 and DECALN do
 * nothing. ED 0 at the home position keeps text the first time. After that it stays
 * faithful as long as a tool redraws its own frame, which would flood the log.
 * <p>
 * Rows wrap after {@value Window#WIDTH} columns, the width of the terminal that processes
 * see, so that tools which count rows find theirs again. The rows of one line are one
 * line here: its number, its text and its style know nothing of the margin. After
 * {@value JoinedRows#MAX_BYTES} bytes it goes on in a further numbered line, which says
 * so ({@link Line#continued()}). Where a line that has wrapped is rewritten by CR alone,
 * CR means the begin of the line.
 * <p>
 * The last line is the last one with text: moving the cursor makes no lines, and a line
 * that is erased at the end of the log is one no longer. So {@link #lineCount()} may
 * fall, though never below {@link #frozen()}.
 * <p>
 * Controls that reverse the direction of writing (U+061C, U+200E, U+200F, U+202A to
 * U+202E, U+2066 to U+2069) become U+FFFD: visible, and without an effect. So does
 * U+FFFF, at which some readers of HTML end.
 * <p>
 * Not for use by several threads at once.
 */
public final class Terminal {

	/**
	 * Changes whenever the format of saved states changes, or the same bytes become other
	 * lines: older states are not read then.
	 */
	public static final int STATE_VERSION = 7;

	private final Window window;

	private final Screen screen;

	private final Parser parser;

	/**
	 * A terminal at the start of a log.
	 * @param sink takes the lines that leave the window
	 */
	public Terminal(FrozenLines sink) {
		this.window = new Window(sink);
		this.screen = new Screen(this.window);
		this.parser = new Parser(this.screen);
	}

	/**
	 * Takes the next bytes of the log.
	 * @param bytes an array that holds them
	 * @param offset where they start
	 * @param length how many they are
	 */
	public void write(byte[] bytes, int offset, int length) {
		this.parser.parse(bytes, offset, offset + length);
	}

	/**
	 * How many lines there are, down to the last one with text.
	 * @return 0 if nothing was shown yet; never less than {@link #frozen()}
	 */
	public long lineCount() {
		return this.window.lineCount();
	}

	/**
	 * How many lines have left the window: those with lower numbers can never change.
	 * @return the number of the first line that can still change
	 */
	public long frozen() {
		return this.window.frozen();
	}

	/**
	 * The line that the cursor stands in.
	 * @return its number, which may be {@link #lineCount()} or more: where nothing was
	 * printed there are no lines
	 */
	public long cursorLine() {
		return this.window.lineOf(this.screen.cursor().y());
	}

	/**
	 * The lowest line that was touched since this was asked the last time: written,
	 * erased, moved or made, whether or not it now looks different. A reader who saw the
	 * lines at any time since then knows all lines below that number as they are now.
	 * @return a line's number; {@link #lineCount()} if none was touched
	 */
	public long takeTouched() {
		return this.window.takeTouched();
	}

	/**
	 * A line of the window as it is now.
	 * @param number from {@link #frozen()} to {@code lineCount() - 1}
	 * @return a copy
	 * @throws IndexOutOfBoundsException if the window has no such line
	 */
	public Line line(long number) {
		return this.window.line(number);
	}

	/** The work so far, in steps of bounded cost. */
	long steps() {
		return this.window.meter().count();
	}

	/**
	 * The whole state as bytes, from which {@link #restore} goes on as if nothing had
	 * happened. Call {@link #takeTouched()} before: touched lines are not saved.
	 * @param most how many bytes it may take
	 * @return a few KiB as a rule, more if the window holds many styles, links or
	 * combining characters; empty if that is too much
	 */
	public Optional<byte[]> save(int most) {
		Packer out = new Packer(most);
		this.window.save(out);
		this.parser.save(out);
		return out.packed();
	}

	/**
	 * A terminal in the state that {@link #save(int)} gave.
	 * @param state the bytes, of the same {@link #STATE_VERSION}
	 * @param sink takes the lines that leave the window from now on
	 * @return the terminal
	 */
	public static Terminal restore(byte[] state, FrozenLines sink) {
		Terminal terminal = new Terminal(sink);
		Unpacker in = new Unpacker(state);
		terminal.window.restore(in);
		terminal.parser.restore(in);
		return terminal;
	}

}
