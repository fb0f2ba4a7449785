package io.strapper.user;

import java.util.Optional;

import io.strapper.language.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The passwords of local accounts. A user who gets another password is signed out. Safe
 * for use by several threads.
 */
@Component
public class LocalPasswords {

	private static final Logger log = LoggerFactory.getLogger(LocalPasswords.class);

	private final JdbcClient jdbc;

	private final PasswordEncoder encoder;

	private final Sessions sessions;

	private final UserCache cache;

	private final ApplicationEventPublisher events;

	LocalPasswords(JdbcClient jdbc, PasswordEncoder encoder, Sessions sessions, UserCache cache,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.encoder = encoder;
		this.sessions = sessions;
		this.cache = cache;
		this.events = events;
	}

	/**
	 * The user and the hash that a sign-in is checked against. A disabled user, and one
	 * without a password, is left out, so that the answer takes as long as for an unknown
	 * one.
	 * @param text the name as it was typed
	 * @return empty if nobody may sign in with that name
	 */
	Optional<SignedInUser> credentials(String text) {
		return Users.name(text).flatMap((name) -> SignedInUser.read(this.jdbc, name, "issuer IS NULL"));
	}

	/**
	 * Whether this is the password of a user who may sign in with one.
	 * @param name the user's name
	 * @param password any text
	 * @throws RefusedException if too many passwords are being hashed
	 */
	public boolean matches(String name, String password) {
		try {
			return credentials(name).filter((user) -> this.encoder.matches(password, user.getPassword())).isPresent();
		}
		catch (BusyException ex) {
			throw busy();
		}
	}

	/**
	 * Gives a user a password of their own choice and signs them out.
	 * @param name the user's name
	 * @param password the new password
	 * @param session the identifier of the one session to keep, or null
	 * @throws RefusedException if there is no such user, if the account is not local, or
	 * if the password cannot be used
	 */
	public void change(String name, String password, @Nullable String session) {
		set(name, password, session, false);
	}

	/**
	 * Gives a user a password that somebody else has chosen, and signs them out. They
	 * have to change it before they do anything else.
	 * @param name the user's name
	 * @param password the new password
	 * @throws RefusedException if there is no such user, if the account is not local, or
	 * if the password cannot be used
	 */
	public void reset(String name, String password) {
		set(name, password, null, true);
	}

	private void set(String name, String password, @Nullable String session, boolean mustChange) {
		String hash = hash(password);
		requireLocal(name);
		Users.requireFound(this.jdbc
			.sql("UPDATE users SET password = :password, must_change_password = :mustChange WHERE name = :name")
			.param("name", name)
			.param("password", hash)
			.param("mustChange", mustChange)
			.update());
		this.cache.remove(name);
		this.sessions.end(name, session);
		this.events.publishEvent(new PasswordRevoked(name));
		log.info("User {} has a new password", name);
	}

	private void requireLocal(String name) {
		if (this.jdbc.sql("SELECT count(*) FROM users WHERE name = :name AND issuer IS NOT NULL")
			.param("name", name)
			.query(Long.class)
			.single() > 0) {
			throw new RefusedException(Sentence.of("problem.user.no-password", name));
		}
	}

	/**
	 * Hashes a new password.
	 * @throws RefusedException if the password is weak, or if too many passwords are
	 * being hashed
	 */
	String hash(String password) {
		Passwords.problem(password).ifPresent((problem) -> {
			throw new RefusedException(problem);
		});
		try {
			return Optional.ofNullable(this.encoder.encode(password)).orElseThrow();
		}
		catch (BusyException ex) {
			throw busy();
		}
	}

	private static RefusedException busy() {
		return new RefusedException(Sentence.of("problem.busy"));
	}

}
