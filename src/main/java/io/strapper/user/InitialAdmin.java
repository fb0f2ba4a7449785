package io.strapper.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator {@code admin} when there are no users, before the first request
 * is answered. A password that was made up is told once and kept in a file of the home
 * until it is changed.
 */
@Component
class InitialAdmin implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(InitialAdmin.class);

	private static final String NAME = "admin";

	private final Users users;

	private final UserSettings properties;

	private final Path file;

	private @Nullable String untold;

	InitialAdmin(Users users, UserSettings properties, Home home) {
		this.users = users;
		this.properties = properties;
		this.file = home.initialAdminPassword();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.users.isEmpty()) {
			return;
		}
		String preset = this.properties.adminPassword();
		if (preset != null && !preset.isEmpty()) {
			Passwords.problem(preset).ifPresent((problem) -> {
				throw new UnusableAdminPasswordException(problem);
			});
			this.users.add(NAME, preset, Role.ADMIN);
			return;
		}
		String password = Passwords.random();
		// Written first: a start that is cut off here makes another one, not an admin
		// whose password nobody knows.
		keep(password);
		this.users.add(NAME, password, Role.ADMIN);
		this.untold = password;
	}

	private void keep(String password) {
		try {
			Path unfinished = Files.createTempFile(this.file.getParent(), this.file.getFileName().toString(), null,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(unfinished, password + "\n");
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** When the server's own lines are through: the last one is not overlooked. */
	@EventListener(ApplicationReadyEvent.class)
	void tell() {
		if (this.untold != null) {
			// Not logged: a log file is kept longer, and read by more people, than the
			// console.
			System.out.printf("%nSign in as %s with the password %s (also in %s)%n%n", NAME, this.untold, this.file);
			this.untold = null;
		}
		else if (Files.exists(this.file)) {
			log.info("The first password of {} is still in {}: sign in and change it, and the file goes", NAME,
					this.file);
		}
	}

	/** The file tells no password that is not valid any more. */
	@EventListener
	void forget(PasswordRevoked event) {
		if (event.user().equals(NAME)) {
			try {
				Files.deleteIfExists(this.file);
			}
			catch (IOException ex) {
				log.warn("The first password of {} was changed, but {} cannot be removed: remove it", NAME, this.file);
			}
		}
	}

}
