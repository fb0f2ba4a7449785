package io.strapper.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file with a secret that only its owner may read.
 *
 * @param path where it is
 * @param shown its path as people are told it, for commands:
 * {@code apps/blog/hook-secret}
 */
public record PrivateFile(Path path, String shown) {

	private static final int MOST_BYTES = 4096;

	/** The file's own name. */
	public String name() {
		return String.valueOf(this.path.getFileName());
	}

	/** Whether there is such a file. */
	boolean isMissing() throws IOException {
		return FileStat.of(this.path) == null;
	}

	/**
	 * What is wrong with the file.
	 * @return a sentence that says what to do, or null if nothing is
	 */
	public @Nullable String problem() {
		try {
			FileStat stat = FileStat.of(this.path);
			if (stat == null) {
				return "%s is missing. Write the secret into it (mode 0600).".formatted(this.shown);
			}
			if (!stat.isFile()) {
				return "%s is not a file. Replace it with a text file that holds the secret.".formatted(this.shown);
			}
			if (stat.readableByOthers()) {
				return "Others on this machine can read or change %s. Run `chmod 600 %s`.".formatted(name(),
						this.shown);
			}
			return text().isEmpty() ? "%s is empty. Write the secret into it.".formatted(this.shown) : null;
		}
		catch (IOException ex) {
			return "%s cannot be read. Check its owner and permissions.".formatted(name());
		}
	}

	/** What it holds, without white space at its ends. */
	public String text() throws IOException {
		try (InputStream in = Files.newInputStream(this.path)) {
			return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
		}
	}

}
