package io.strapper.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A log that somebody else appends to. It must only ever grow: what was read can be read
 * again, or the log is lost. Not thread-safe.
 */
public final class LogFile implements Closeable {

	private final Path path;

	private @Nullable FileChannel channel;

	private @Nullable Object identity;

	private @Nullable FileTime modified;

	private long size;

	public LogFile(Path path) {
		this.path = path;
	}

	/**
	 * Looks at the file again, which costs one {@code stat}.
	 * @return whether it changed since the last look; a file that is not there yet has
	 * not
	 * @throws LogLostException if the file shrank, vanished or was replaced
	 */
	boolean changed() throws IOException, LogLostException {
		BasicFileAttributes now;
		try {
			now = Files.readAttributes(this.path, BasicFileAttributes.class);
		}
		catch (NoSuchFileException ex) {
			if (this.identity == null) {
				return false;
			}
			throw new LogLostException("The log file was deleted while it was followed.");
		}
		if (this.identity != null && !this.identity.equals(now.fileKey())) {
			throw new LogLostException("The log file was replaced while it was followed.");
		}
		if (!now.isRegularFile()) {
			// A pipe, say, that would let its reader wait for ever
			throw new LogLostException("The log is no file any more.");
		}
		if (now.size() < this.size) {
			throw new LogLostException("The log file became shorter while it was followed.");
		}
		// The size too: a file system may keep the time of a change in whole seconds.
		boolean changed = now.size() != this.size || !Objects.equals(now.lastModifiedTime(), this.modified);
		this.identity = now.fileKey();
		this.modified = now.lastModifiedTime();
		this.size = now.size();
		return changed;
	}

	/**
	 * The size at the last look, in bytes.
	 */
	long size() {
		return this.size;
	}

	/**
	 * Reads what stands at an offset.
	 * @param offset in bytes
	 * @param buffer is filled from its start as far as the file goes
	 * @return how many bytes were read; 0 at the end of the file
	 */
	public int read(long offset, byte[] buffer) throws IOException {
		if (this.channel == null) {
			// Kept open: the bytes that were promised stay readable when the name is
			// gone.
			this.channel = FileChannel.open(this.path);
		}
		ByteBuffer target = ByteBuffer.wrap(buffer);
		while (target.hasRemaining() && this.channel.read(target, offset + target.position()) > 0) {
			continue;
		}
		return target.position();
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

}
