package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The bytes of an open log, under its mask. They stay readable after the file is deleted.
 * No other class reads the file, so nobody sees what the mask hides. Bytes at the end of
 * a log that grows and that may be the beginning of a secret are not read until what
 * follows decides about them; if nothing follows for two seconds, a few of them are read.
 * Not thread-safe.
 */
public final class LogBytes implements Closeable {

	/** A log that was not written to for so long may have stopped inside a word. */
	private static final long SILENCE_MILLIS = Duration.ofSeconds(2).toMillis();

	/** Most undecided bytes that are read then: less than any secret has. */
	private static final int FEW = 5;

	private final Path file;

	private final FileChannel channel;

	private final Mask mask;

	private final Declarations declarations;

	private final MaskedWindow window;

	private final End end = new End();

	private LogBytes(Path file, FileChannel channel, Mask mask, Declarations declarations) {
		this.file = file;
		this.channel = channel;
		this.mask = mask;
		this.declarations = declarations;
		this.window = new MaskedWindow(channel, mask);
	}

	/**
	 * Opens a log.
	 * @throws NoSuchFileException if there is none, or it is not a regular file: a pipe
	 * would block its reader
	 */
	static LogBytes open(Path file, Mask mask, Declarations declarations) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new NoSuchFileException(file.toString());
		}
		return new LogBytes(file, FileChannel.open(file), mask, declarations);
	}

	/**
	 * How many bytes can be read now: all, or all but a secret's beginning at the end.
	 */
	public long size() throws IOException {
		long limit = limit(this.channel.size());
		return (this.mask.version() == 0) ? limit : new MaskedWindow(this.channel, this.mask).decided(limit, this.end);
	}

	private long limit(long wanted) throws IOException {
		return Math.min(this.channel.size(), this.declarations.readable(this.channel, wanted));
	}

	/**
	 * Reads bytes at an offset.
	 * @param offset where in the log, in bytes
	 * @param target takes the bytes
	 * @param start where in the target to begin
	 * @param length how many bytes at most
	 * @return how many bytes were read; 0 at the end of the log, or if the next bytes are
	 * not decided
	 */
	public int read(long offset, byte[] target, int start, int length) throws IOException {
		if (this.mask.version() != 0) {
			long limit = limit(offset + length + this.mask.reach());
			return this.window.read(offset, target, start, length, limit, this.end);
		}
		int most = (int) Math.max(0, Math.min(length, limit(offset + length) - offset));
		ByteBuffer buffer = ByteBuffer.wrap(target, start, most);
		while (buffer.hasRemaining() && this.channel.read(buffer, offset + buffer.position() - start) > 0) {
			continue;
		}
		return buffer.position() - start;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/** The end of the log. */
	private final class End implements MaskedWindow.Tail {

		@Override
		public boolean isLast() {
			return LogBytes.this.declarations.isEnded();
		}

		@Override
		public boolean isReadable(int undecided) {
			try {
				return isLast() || undecided <= FEW && isSilent();
			}
			catch (IOException ex) {
				return false;
			}
		}

		private boolean isSilent() throws IOException {
			long written = Files.getLastModifiedTime(LogBytes.this.file).toMillis();
			return System.currentTimeMillis() - written >= SILENCE_MILLIS;
		}

	}

}
