package io.strapper.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The file with the secret of an app's webhooks. Only its owner may read it: whoever
 * knows the secret can deploy.
 */
public final class HookSecret {

	private static final int FEWEST_CHARACTERS = 16;

	private static final int MOST_BYTES = 4096;

	private HookSecret() {
	}

	/**
	 * What is wrong with the file.
	 * @return a sentence that says what to do, or null if nothing is
	 */
	public static @Nullable String problem(AppId app, Path file) {
		String name = file.getFileName().toString();
		try {
			FileStat stat = FileStat.of(file);
			if (stat == null) {
				return "%s, the secret for webhooks, is missing. Run `(umask 077; openssl rand -hex 32 > apps/%s/%s)`."
					.formatted(name, app, name);
			}
			if (!stat.isFile()) {
				return "%s is not a file. Replace it with a text file that holds the secret for webhooks."
					.formatted(name);
			}
			if (stat.readableByOthers()) {
				return "Others on this machine can read or change %s. Run `chmod 600 apps/%s/%s`.".formatted(name, app,
						name);
			}
			return (text(file).length() < FEWEST_CHARACTERS)
					? "The secret in %s is too short. Use at least %d random characters.".formatted(name,
							FEWEST_CHARACTERS)
					: null;
		}
		catch (IOException ex) {
			return "%s cannot be read. Check its owner and permissions.".formatted(name);
		}
	}

	/**
	 * Reads the secret, without white space at its ends.
	 * @return empty if there is a problem with the file
	 */
	public static Optional<String> read(AppId app, Path file) {
		try {
			return (problem(app, file) == null) ? Optional.of(text(file)) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static String text(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
		}
	}

}
