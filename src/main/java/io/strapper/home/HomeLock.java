package io.strapper.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The lock that lets only one server use a home, whatever the database. The kernel
 * releases it when the process ends, however it ends.
 */
final class HomeLock implements Closeable {

	private final FileChannel channel;

	private HomeLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock and writes our process id into the file, so that a second server can
	 * name the process that holds the lock.
	 * @param file the lock file, made if missing
	 * @throws CannotStartException if another server holds it
	 */
	static HomeLock take(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
				OwnerOnly.file());
		if (tryLock(channel) == null) {
			channel.close();
			throw new CannotStartException("the home " + file.getParent() + " is in use by another server (process "
					+ Files.readString(file).strip()
					+ "): stop that one, or give this one another home with --strapper.home=FOLDER");
		}
		channel.truncate(0);
		channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
		return new HomeLock(channel);
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
