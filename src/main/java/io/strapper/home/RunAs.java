package io.strapper.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The user of {@code strapper.run-as}. That user's group may pass through the home to the
 * apps, and may list or read nothing else in it.
 */
@Component
public class RunAs {

	private final @Nullable RunUser user;

	/**
	 * Looks the user up.
	 * @throws CannotStartException if runs cannot be started as that user
	 */
	RunAs(RunAsSettings settings, Home home) {
		String name = settings.runAs();
		this.user = (name != null && !name.isBlank()) ? RunUser.find(name.strip()) : null;
		if (this.user != null) {
			admit(this.user, home);
		}
	}

	private static void admit(RunUser user, Home home) {
		try {
			for (Path folder : new Path[] { home.root(), home.apps() }) {
				Files.setAttribute(folder, "unix:gid", user.gid());
				Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (!user.canExecute(home.apps())) {
			throw new CannotStartException(("strapper.run-as: %s cannot reach %s, since a folder above it is closed. "
					+ "Choose another home with --strapper.home=FOLDER, or open that folder.")
				.formatted(user.name(), home.apps()));
		}
	}

	/** The user; empty if runs are started as the server's user. */
	public Optional<RunUser> user() {
		return Optional.ofNullable(this.user);
	}

}
