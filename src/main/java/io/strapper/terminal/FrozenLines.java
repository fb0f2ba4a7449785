package io.strapper.terminal;

/** Takes the lines that leave a terminal's window: each once, in order. */
@FunctionalInterface
public interface FrozenLines {

	/**
	 * A line has left the window and can never change again.
	 * @param number the line's number, from 0
	 * @param line what it shows
	 */
	void frozen(long number, Line line);

}
