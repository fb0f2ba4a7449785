package io.strapper.log;

import io.strapper.terminal.FrozenLines;

/**
 * Takes what a log holds as it is replayed: its lines, and those markers that a terminal
 * does not show.
 */
public interface LogSink extends FrozenLines {

	/**
	 * Takes a marker of GitLab or Travis, which erases itself from the terminal. It comes
	 * before its line freezes, and before the markers that follow it.
	 * @param line the number of the line that it was printed in
	 * @param text what was printed from the marker to the end of the line, or to what
	 * leaves the line, with sequences for colours and erasing: at most
	 * {@value ErasedMarkers#LONGEST} characters
	 */
	void marker(long line, String text);

}
