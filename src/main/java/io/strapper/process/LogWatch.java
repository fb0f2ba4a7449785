package io.strapper.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the file of a log tells without being read: for how long nothing was written, and
 * whether somebody laid hands on it. The wall clock decides nothing but where between two
 * looks the last change was. Not thread-safe.
 */
class LogWatch {

	private final Path file;

	private @Nullable Object identity;

	private @Nullable FileTime modified;

	private long size;

	private long changedAt = System.nanoTime();

	private long lookedAt = this.changedAt;

	private @Nullable String harm;

	LogWatch(Path file) {
		this.file = file;
	}

	/**
	 * Looks at the file again.
	 * @param now the time
	 * @param age how old the log is at most
	 */
	void look(Instant now, Duration age) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(this.file, BasicFileAttributes.class);
			if (this.modified == null) {
				first(attributes, now, age);
			}
			else {
				again(attributes, this.modified, now);
			}
			this.lookedAt = System.nanoTime();
			this.identity = attributes.fileKey();
			this.modified = attributes.lastModifiedTime();
			this.size = attributes.size();
		}
		catch (NoSuchFileException ex) {
			harm("deleted");
		}
		catch (IOException ex) {
			// Nothing is known just now
			this.changedAt = System.nanoTime();
		}
	}

	private void first(BasicFileAttributes attributes, Instant now, Duration age) {
		Duration silence = Duration.between(attributes.lastModifiedTime().toInstant(), now);
		Duration possible = (silence.compareTo(age) > 0) ? age : silence;
		this.changedAt = System.nanoTime() - Math.max(0, possible.toNanos());
	}

	private void again(BasicFileAttributes attributes, FileTime before, Instant now) {
		if (this.identity != null && !this.identity.equals(attributes.fileKey())) {
			harm("replaced");
		}
		else if (attributes.size() < this.size) {
			harm("shortened");
		}
		if (attributes.size() != this.size || !attributes.lastModifiedTime().equals(before)) {
			// Since the last look, whatever the wall clock says
			long ago = Math.max(0, Duration.between(attributes.lastModifiedTime().toInstant(), now).toNanos());
			this.changedAt = Math.max(this.lookedAt, System.nanoTime() - ago);
		}
	}

	private void harm(String what) {
		if (this.harm == null) {
			this.harm = "The log file was %s during the run, so the log is not whole.".formatted(what);
		}
	}

	/** What somebody did to the log, as a sentence, or null. */
	@Nullable String harm() {
		return this.harm;
	}

	/**
	 * For how long nothing was written. Nobody can tell of a log that somebody laid hands
	 * on: the process may well be writing to a file that has no name any more.
	 */
	Duration silence() {
		return (this.harm != null) ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.changedAt);
	}

}
