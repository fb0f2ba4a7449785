package io.strapper.outline;

/**
 * Lines of a log that belong together, as the markers among them say.
 *
 * @param name what to call it: not empty, without control characters, at most 200
 * characters
 * @param depth in how many groups it stands, from 0
 * @param firstLine the number of the line with the marker, from 0
 * @param lastLine the number of its last line
 * @param closed whether the last line is the marker that ended it
 * @param state how it went
 */
public record Group(String name, int depth, long firstLine, long lastLine, boolean closed, State state) {

	public Group {
		if (depth < 0 || firstLine < 0 || firstLine > lastLine) {
			throw new IllegalArgumentException(
					"No group of depth %d goes from line %d to line %d".formatted(depth, firstLine, lastLine));
		}
	}

	/** How a group went. */
	public enum State {

		/** It goes on. */
		RUNNING,
		/** It is over. */
		ENDED,
		/** It is over, and the error that the run failed with stands in it. */
		FAILED

	}

}
