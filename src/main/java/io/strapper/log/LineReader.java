package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import io.strapper.terminal.Line;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of frozen lines one by one. It replays the log only as far as the next
 * line needs, so it takes the memory of one terminal, however long the range is. Not
 * thread-safe.
 */
final class LineReader implements Closeable {

	/** Few bytes, since the lines that they freeze are kept until they are read. */
	private static final int CHUNK = 1 << 13;

	private final Deque<Line> lines = new ArrayDeque<>();

	private final long from;

	private final long to;

	private final long until;

	private final LogBytes bytes;

	private final Replay replay;

	private long frozen;

	/**
	 * Opens the log before the first line.
	 * @param to how many bytes of the log count
	 * @param from number of the first line
	 * @param until number of the line before which to end
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	LineReader(RunLog log, long to, long from, long until) throws IOException {
		this.from = from;
		this.to = to;
		this.until = until;
		this.bytes = log.open();
		this.replay = log.replayFrom(from, to, this::keep);
	}

	private void keep(long number, Line line) {
		if (number >= this.from && number < this.until) {
			this.lines.addLast(line);
		}
		this.frozen = number + 1;
	}

	/** The next line, or null at the end of the range or of the frozen lines. */
	@Nullable Line next() throws IOException {
		while (this.lines.isEmpty() && this.frozen < this.until && this.replay.advance(this.bytes, this.to, CHUNK)) {
			continue;
		}
		return this.lines.pollFirst();
	}

	/** The replay behind this reader. After the end it has read all bytes that count. */
	Replay replay() {
		return this.replay;
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

}
