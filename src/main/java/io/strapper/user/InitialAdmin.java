package io.strapper.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

import io.strapper.home.CannotStartException;
import io.strapper.home.Home;
import io.strapper.home.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the administrator {@code admin} when there are no users, before the first request
 * is answered. A random password is printed once and kept in a file of the home until it
 * is changed.
 */
@Component
class InitialAdmin implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(InitialAdmin.class);

	private static final String NAME = "admin";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Users users;

	private final LocalPasswords passwords;

	private final UserSettings settings;

	private final Path file;

	private @Nullable String unprinted;

	private boolean uselessPreset;

	InitialAdmin(JdbcClient jdbc, TransactionTemplate transaction, Users users, LocalPasswords passwords,
			UserSettings settings, Home home) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.users = users;
		this.passwords = passwords;
		this.settings = settings;
		this.file = home.initialAdminPassword();
	}

	@Override
	public void afterSingletonsInstantiated() {
		String preset = Objects.requireNonNullElse(this.settings.adminPassword(), "");
		if (!this.users.isEmpty()) {
			this.uselessPreset = !preset.isEmpty();
			return;
		}
		String password = preset.isEmpty() ? Passwords.random() : usable(preset);
		// Hashed before the row is locked: hashing is slow on purpose, and another node
		// waits for the lock no longer than its connection allows
		String hash = this.passwords.hash(password);
		this.transaction.executeWithoutResult((status) -> {
			// Of several nodes that start at the same time only one makes the
			// administrator
			this.jdbc.sql("SELECT id FROM home FOR UPDATE").query(String.class).list();
			if (this.users.isEmpty()) {
				make(password, hash, preset.isEmpty());
			}
		});
	}

	private static String usable(String preset) {
		Passwords.problem(preset).ifPresent((problem) -> {
			throw new CannotStartException("STRAPPER_ADMIN_PASSWORD cannot be used. " + problem);
		});
		return preset;
	}

	private void make(String password, String hash, boolean random) {
		if (random) {
			// The file comes first: if the start is cut off here, the next one makes
			// another password. Otherwise there would be an administrator whose password
			// nobody knows.
			keep(password);
			this.unprinted = password;
		}
		this.users.addHashed(NAME, hash, Role.ADMIN);
	}

	private void keep(String password) {
		try {
			Path unfinished = Files.createTempFile(this.file.getParent(), this.file.getFileName().toString(), null,
					OwnerOnly.file());
			Files.writeString(unfinished, password + "\n");
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Printed after the server's own lines, so that it is the last line and is not
	 * overlooked.
	 */
	@EventListener(ApplicationReadyEvent.class)
	void tell() {
		if (this.uselessPreset) {
			log.warn("STRAPPER_ADMIN_PASSWORD is set, though there are users already and it changes nothing: unset it,"
					+ " since every deploy can read it in the server's environment");
		}
		if (this.unprinted != null) {
			// Printed and not logged, since a log file is kept longer, and read by more
			// people, than the console.
			System.out.printf("%nSign in as %s with the password %s (also in %s)%n%n", NAME, this.unprinted, this.file);
			this.unprinted = null;
		}
		else if (Files.exists(this.file)) {
			log.info("The first password of {} is still in {}: sign in and change it, and the file goes", NAME,
					this.file);
		}
	}

	/** The file never holds a password that is no longer valid. */
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
