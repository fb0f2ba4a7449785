package io.strapper.process.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads short files of runs and processes. A missing file counts as empty. A file that
 * cannot be read now, for example because no file descriptor is free, must not count as
 * missing: the run would be taken for lost.
 */
public final class ShortFile {

	private ShortFile() {
	}

	/**
	 * The text of a file, one character per byte.
	 * @param file any path
	 * @return the text, empty if the file does not exist or may not be read
	 * @throws UncheckedIOException if it exists and cannot be read now
	 */
	public static String read(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
		}
		catch (AccessDeniedException | NoSuchFileException ex) {
			return "";
		}
		catch (IOException ex) {
			// open(2) needs a file descriptor even for a missing file, stat(2) needs none
			if (Files.exists(file)) {
				throw new UncheckedIOException(ex);
			}
			return "";
		}
	}

}
