package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import io.strapper.terminal.Line;

/**
 * What the bytes of a log say that it has now, without their style. Line i of the text is
 * line i of the log, and ends with a line feed; the encoding is UTF-8. Lines are replayed
 * while they are written, so a text takes a terminal's memory, however long it is. Not
 * thread-safe.
 */
public final class PlainText implements Closeable {

	private final RunLog log;

	private final LogBytes bytes;

	private final long to;

	private PlainText(RunLog log, LogBytes bytes) throws IOException {
		this.log = log;
		this.bytes = bytes;
		this.to = bytes.size();
	}

	/**
	 * The text of a log as large as it is now.
	 * @throws java.nio.file.NoSuchFileException if the log is not there
	 */
	public static PlainText of(RunLog log) throws IOException {
		return new PlainText(log, log.open());
	}

	/**
	 * Writes all lines.
	 * @param out takes each line by itself: give it a buffer
	 * @throws IOException if the log cannot be read, or {@code out} takes no more
	 */
	public void writeTo(OutputStream out) throws IOException {
		try {
			Replay replay = this.log.replay((number, line) -> write(line, out));
			while (replay.advance(this.bytes, this.to)) {
				continue;
			}
			if (replay.offset() < this.to) {
				throw new IOException("The log was shortened while it was written as text");
			}
			for (long number = replay.frozen(); number < replay.lineCount(); number++) {
				write(replay.line(number), out);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static void write(Line line, OutputStream out) {
		try {
			out.write(line.utf8());
			out.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

}
