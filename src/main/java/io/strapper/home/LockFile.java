package io.strapper.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file whose lock one server holds, or several share. The kernel releases it when the
 * process ends, however it ends.
 */
public final class LockFile implements Closeable {

	private final FileChannel channel;

	private LockFile(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock alone and writes who holds it into the file.
	 * @param file the lock file, made if missing
	 * @param holder what {@link #holder} tells others
	 * @return empty if somebody else holds or shares it
	 */
	public static Optional<LockFile> take(Path file, String holder) throws IOException {
		return lock(file, 0, Long.MAX_VALUE, holder);
	}

	/**
	 * Shares the lock with everybody else who shares it.
	 * @param file the lock file, made if missing
	 * @return empty if somebody holds it alone
	 */
	static Optional<LockFile> share(Path file) throws IOException {
		// A byte of our own: Java refuses a second shared lock of the same bytes in one
		// virtual machine
		return lock(file, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 1, "");
	}

	private static Optional<LockFile> lock(Path file, long position, long size, String holder) throws IOException {
		FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
				OwnerOnly.file());
		if (!isLocked(channel, position, size)) {
			channel.close();
			return Optional.empty();
		}
		channel.truncate(0);
		channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
		return Optional.of(new LockFile(channel));
	}

	private static boolean isLocked(FileChannel channel, long position, long size) throws IOException {
		try {
			return channel.tryLock(position, size, false) != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/** What whoever holds the lock alone has written, empty if it is shared. */
	public static String holder(Path file) throws IOException {
		return Files.readString(file).strip();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
