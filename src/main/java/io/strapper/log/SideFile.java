package io.strapper.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file of ours beside a log: its index, its times, its outline. Safe for use by several
 * threads.
 */
final class SideFile {

	private static final int LONGEST = 16 << 20;

	private static final FileAttribute<?> OURS = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path path;

	private boolean sealed;

	private volatile boolean writing = true;

	SideFile(Path path) {
		this.path = path;
	}

	/**
	 * Opens the file to read it.
	 * @throws NoSuchFileException if there is none
	 */
	FileChannel read() throws IOException {
		return FileChannel.open(this.path);
	}

	/** Whether this server may write the file. */
	boolean isWriting() {
		return this.writing;
	}

	/**
	 * Sets who writes the file.
	 * @param writing this server, or else another one
	 */
	void setWriting(boolean writing) {
		this.writing = writing;
	}

	/**
	 * Opens the file to write to it, and creates it if it does not exist.
	 * @throws NoSuchFileException if it was sealed, or if another server writes it
	 */
	synchronized FileChannel write() throws IOException {
		if (this.sealed || !this.writing) {
			throw new NoSuchFileException(this.path.toString());
		}
		return FileChannel.open(this.path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE), OURS);
	}

	/** All bytes of the file; empty if there is none, or if it is too long to be ours. */
	Optional<byte[]> readAll() throws IOException {
		try (FileChannel channel = read()) {
			long size = channel.size();
			ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, LONGEST));
			while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
				continue;
			}
			return (size > LONGEST || bytes.hasRemaining()) ? Optional.empty() : Optional.of(bytes.array());
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/** Puts bytes in the place of what the file holds. */
	void replace(byte[] bytes) throws IOException {
		try (FileChannel channel = write()) {
			channel.truncate(0);
			for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining();) {
				channel.write(left);
			}
		}
	}

	/**
	 * From now on the file is not created any more, so that a deleted file stays deleted.
	 */
	synchronized void seal() {
		this.sealed = true;
	}

}
