package io.strapper.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The result of one {@code stat} of a log.
 *
 * @param identity identifies the file (its inode) independently of its path; null if the
 * file system has no such identity
 * @param regular whether it is a regular file
 * @param modified when it was last written to
 * @param size in bytes
 */
public record LogStat(@Nullable Object identity, boolean regular, FileTime modified, long size) {

	/**
	 * Looks at a log.
	 * @param log its path
	 * @return empty if there is no such file
	 * @throws IOException if the file cannot be examined now
	 */
	public static Optional<LogStat> of(Path log) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(log, BasicFileAttributes.class);
			return Optional.of(new LogStat(attributes.fileKey(), attributes.isRegularFile(),
					attributes.lastModifiedTime(), attributes.size()));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether somebody deleted, replaced or shortened the log between two looks.
	 * @param before the earlier look; empty if the log was not there yet
	 * @param now the later look; empty if the log is not there
	 * @return what was done; empty if the two looks show nothing of the kind
	 */
	public static Optional<Tampering> tampering(Optional<LogStat> before, Optional<LogStat> now) {
		if (now.isEmpty()) {
			return before.map((unused) -> Tampering.DELETED);
		}
		return now.get().tamperingSince(before.orElse(null));
	}

	private Optional<Tampering> tamperingSince(@Nullable LogStat before) {
		if (before != null && before.identity != null && !before.identity.equals(this.identity)) {
			return Optional.of(Tampering.REPLACED);
		}
		if (!this.regular) {
			return Optional.of(Tampering.NOT_A_FILE);
		}
		return (before != null && this.size < before.size) ? Optional.of(Tampering.SHORTENED) : Optional.empty();
	}

	/**
	 * Whether the log was written to since an earlier look. The size is compared too,
	 * since some file systems keep times in whole seconds.
	 * @param before the earlier look
	 */
	public boolean changedSince(LogStat before) {
		return this.size != before.size || !this.modified.equals(before.modified);
	}

}
