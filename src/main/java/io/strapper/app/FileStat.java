package io.strapper.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The result of one {@code stat} of a file or folder; links are followed. Two equal
 * results mean that the content is unchanged, if the later one was taken at least one
 * tick of the kernel's clock after {@code changed}: within one tick a file can change
 * twice.
 *
 * @param mode type and permissions, as in {@code st_mode}
 * @param device where the file lives
 * @param inode which file it is there
 * @param size bytes
 * @param modified when its content last changed
 * @param changed when its content or its permissions last changed
 */
record FileStat(int mode, long device, long inode, long size, FileTime modified, FileTime changed) {

	/** No file system's clock ticks slower (FAT: 2 s). */
	private static final Duration TICK = Duration.ofSeconds(2);

	private static final int TYPE = 0170000;

	private static final int FILE = 0100000;

	private static final int FOLDER = 0040000;

	/**
	 * Calls {@code stat} on a path.
	 * @param path any path
	 * @return null if there is nothing, or only a link to nothing
	 * @throws IOException if that cannot be told
	 */
	static @Nullable FileStat of(Path path) throws IOException {
		try {
			Map<String, Object> stat = Files.readAttributes(path, "unix:mode,dev,ino,size,lastModifiedTime,ctime");
			return new FileStat(value(stat, "mode", Integer.class), value(stat, "dev", Long.class),
					value(stat, "ino", Long.class), value(stat, "size", Long.class),
					value(stat, "lastModifiedTime", FileTime.class), value(stat, "ctime", FileTime.class));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private static <T> T value(Map<String, Object> stat, String name, Class<T> type) {
		return type.cast(Objects.requireNonNull(stat.get(name), name));
	}

	/**
	 * Whether whatever changes from now on changes this too.
	 * @param now the time
	 */
	boolean isRested(Instant now) {
		return this.changed.toInstant().isBefore(now.minus(TICK));
	}

	boolean isFile() {
		return (this.mode & TYPE) == FILE;
	}

	boolean isFolder() {
		return (this.mode & TYPE) == FOLDER;
	}

	/** Whether its mode lets anybody at all execute it. */
	boolean executable() {
		return (this.mode & 0111) != 0;
	}

	/** Whether its mode lets everybody on the machine change it. */
	boolean worldWritable() {
		return (this.mode & 0002) != 0;
	}

	/** Whether its mode lets anybody but its owner read or change it. */
	boolean readableByOthers() {
		return (this.mode & 0066) != 0;
	}

}
