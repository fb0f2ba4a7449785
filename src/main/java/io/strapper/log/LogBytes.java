package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The bytes of an open log. They stay readable after the file is deleted. No other class
 * reads the file, so this is the place to mask what nobody may see.
 */
public final class LogBytes implements Closeable {

	private final FileChannel channel;

	private LogBytes(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Opens a log.
	 * @throws NoSuchFileException if there is none, or it is not a regular file: a pipe
	 * would block its reader
	 */
	static LogBytes open(Path file) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new NoSuchFileException(file.toString());
		}
		return new LogBytes(FileChannel.open(file));
	}

	/** How many bytes the log has now. */
	public long size() throws IOException {
		return this.channel.size();
	}

	/**
	 * Reads bytes at an offset.
	 * @param offset where in the log, in bytes
	 * @param target takes the bytes
	 * @param start where in the target to begin
	 * @param length how many bytes at most
	 * @return how many bytes were read; 0 at the end of the log
	 */
	public int read(long offset, byte[] target, int start, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(target, start, length);
		while (buffer.hasRemaining() && this.channel.read(buffer, offset + buffer.position() - start) > 0) {
			continue;
		}
		return buffer.position() - start;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
