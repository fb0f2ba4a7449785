package io.strapper.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The file with the secret of an app's webhooks. Only its owner may read it: whoever
 * knows the secret can deploy.
 */
public final class HookSecret {

	private static final int FEWEST_CHARACTERS = 16;

	private HookSecret() {
	}

	/**
	 * What is wrong with the file.
	 * @return a sentence that says what to do, or null if nothing is
	 */
	public static @Nullable String problem(AppId app, Path file) {
		PrivateFile secret = of(app, file);
		try {
			if (secret.isMissing()) {
				return "%s, the secret for webhooks, is missing. Run `(umask 077; openssl rand -hex 32 > %s)`."
					.formatted(secret.name(), secret.shown());
			}
			String problem = secret.problem();
			return (problem == null && secret.text().length() < FEWEST_CHARACTERS)
					? "The secret in %s is too short. Use at least %d random characters.".formatted(secret.name(),
							FEWEST_CHARACTERS)
					: problem;
		}
		catch (IOException ex) {
			return "%s cannot be read. Check its owner and permissions.".formatted(secret.name());
		}
	}

	private static PrivateFile of(AppId app, Path file) {
		return new PrivateFile(file, "apps/%s/%s".formatted(app, file.getFileName()));
	}

	/**
	 * Reads the secret, without white space at its ends.
	 * @return empty if there is a problem with the file
	 */
	public static Optional<String> read(AppId app, Path file) {
		try {
			return (problem(app, file) == null) ? Optional.of(of(app, file).text()) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
