package io.strapper.compare;

import java.io.IOException;
import java.util.Arrays;

import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.terminal.Line;

/**
 * What the lines of a log say without their noise, a number each.
 *
 * @param lines hashes of the lines that count
 * @param whole whether these are all
 */
record QuietLog(long[] lines, boolean whole) {

	/** Lines that count: 4 MB of numbers. */
	static final int MOST_LINES = 500_000;

	/** Bytes that count: a few seconds of work. */
	static final long MOST_BYTES = 128L << 20;

	/**
	 * Reads a log.
	 * @throws java.nio.file.NoSuchFileException if it is not there
	 */
	static QuietLog of(RunLog log) throws IOException {
		Reader reader = new Reader();
		long size = log.size();
		long to = Math.min(size, MOST_BYTES);
		Replay replay = log.replay(reader::take);
		try (LogBytes bytes = log.open()) {
			while (!reader.isFull() && replay.advance(bytes, to)) {
				continue;
			}
		}
		long until = Math.min(replay.lineCount(), MOST_LINES);
		for (long number = replay.frozen(); number < until; number++) {
			reader.take(number, replay.line(number));
		}
		return new QuietLog(Arrays.copyOf(reader.lines, reader.count), to == size && !reader.isFull());
	}

	private static final class Reader {

		private final Noise noise = new Noise();

		private long[] lines = new long[1024];

		private int count;

		private void take(long number, Line line) {
			if (isFull()) {
				return;
			}
			if (this.count == this.lines.length) {
				this.lines = Arrays.copyOf(this.lines, 2 * this.count);
			}
			this.lines[this.count++] = this.noise.hash(line.shown().text());
		}

		private boolean isFull() {
			return this.count == MOST_LINES;
		}

	}

}
