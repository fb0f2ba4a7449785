package io.strapper.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What files of a few lines tell of runs and processes. A file that is not there tells
 * nothing. One that cannot be read for now, because there is no file descriptor left say,
 * must not look like that: a run would be taken for lost.
 */
final class ShortFile {

	private ShortFile() {
	}

	/**
	 * The text of a file, a character a byte.
	 * @param file any path
	 * @return the text, empty if there is no such file or we may not read it
	 * @throws UncheckedIOException if it is there and cannot be read for now
	 */
	static String read(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
		}
		catch (AccessDeniedException | NoSuchFileException ex) {
			return "";
		}
		catch (IOException ex) {
			// To be opened a file takes a descriptor first, whether or not it exists; to
			// be looked at it takes none
			if (Files.exists(file)) {
				throw new UncheckedIOException(ex);
			}
			return "";
		}
	}

}
