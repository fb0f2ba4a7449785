package io.strapper.terminal;

/**
 * Turns the bytes of a log into lines, as a terminal of 100 rows would show them. Any
 * bytes are accepted, in any chunks, in bounded memory: it keeps its window and nothing
 * else, and hands out each line that leaves it. Not thread-safe.
 */
public final class Terminal {

	private final Screen screen;

	private final Parser parser;

	/**
	 * An empty terminal.
	 * @param sink takes the lines that leave the window
	 */
	public Terminal(FrozenLines sink) {
		this.screen = new Screen(sink);
		this.parser = new Parser(this.screen);
	}

	/**
	 * Writes to the terminal.
	 * @param bytes what a process wrote
	 * @param offset where in it to begin
	 * @param length how many bytes to take
	 */
	public void write(byte[] bytes, int offset, int length) {
		this.parser.write(bytes, offset, offset + length);
	}

	/**
	 * How many lines there are: it never falls. Moving below the last line makes every
	 * line down to there.
	 */
	public long lineCount() {
		return this.screen.lineCount();
	}

	/** How many lines have left the window: these can never change again. */
	public long frozen() {
		return this.screen.frozen();
	}

	/**
	 * The lowest line that was touched since the last call.
	 * @return its number, or {@link #lineCount()} if none was
	 */
	public long takeTouched() {
		return this.screen.takeTouched();
	}

	/**
	 * A line of the window as it is now.
	 * @param number from {@link #frozen()} to below {@link #lineCount()}
	 */
	public Line line(long number) {
		return this.screen.line(number);
	}

}
