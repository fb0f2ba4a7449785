package io.strapper.terminal;

/**
 * Takes the lines that have left a terminal's window: each once, in order of its number,
 * starting from 0. They can never change again.
 */
@FunctionalInterface
public interface FrozenLines {

	/**
	 * Takes the next line.
	 * @param number the line's number
	 * @param line the final line
	 */
	void frozen(long number, Line line);

}
