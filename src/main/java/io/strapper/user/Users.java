package io.strapper.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.strapper.language.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts. One administrator can always sign in with a password: the last one cannot
 * be removed, disabled or made a viewer. A user who is removed or disabled is signed out.
 * Safe for use by several threads.
 */
@Component
public class Users {

	private static final Logger log = LoggerFactory.getLogger(Users.class);

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final LocalPasswords passwords;

	private final Sessions sessions;

	private final ApplicationEventPublisher events;

	private final UserCache cache;

	Users(JdbcClient jdbc, PlatformTransactionManager transactions, LocalPasswords passwords, Sessions sessions,
			UserCache cache, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.passwords = passwords;
		this.sessions = sessions;
		this.events = events;
		this.cache = cache;
	}

	/**
	 * The name of a user as it is kept: in lower case.
	 * @param text any text
	 * @return empty if no user can have that name; what is there is safe in a log line
	 */
	public static Optional<String> name(String text) {
		// The sign-in trims control characters, too, and guesses are counted by this name
		String name = text.trim().strip().toLowerCase(Locale.ROOT);
		return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
	}

	/**
	 * Everybody.
	 * @return users, ordered by name
	 */
	public List<User> all() {
		return this.jdbc
			.sql("SELECT name, role, in_groups, issuer, enabled, created_at, last_sign_in_at FROM users ORDER BY name")
			.query((row, index) -> user(row))
			.list();
	}

	/**
	 * The names of all users, in lower case, and of their groups, each with an {@code @}
	 * before it, as they were at most a second ago.
	 */
	public Set<String> names() {
		return this.cache.names();
	}

	/**
	 * What a user may do now, whatever it was at sign-in.
	 * @param name the user's name
	 * @return empty if there is no such user, or a disabled one
	 */
	public Optional<Role> role(String name) {
		return this.cache.get(name).map(UserCache.Entry::role);
	}

	/**
	 * The groups that a user is in now, each with an {@code @} before it.
	 * @param name the user's name
	 */
	public Set<String> groups(String name) {
		return this.cache.get(name).map(UserCache.Entry::groups).orElse(Set.of());
	}

	/**
	 * Whether a user's password was reset by somebody else, so that it has to be changed.
	 * @param name the user's name
	 */
	public boolean mustChangePassword(String name) {
		return this.cache.get(name).filter(UserCache.Entry::mustChangePassword).isPresent();
	}

	/**
	 * What the user of a session may do now.
	 * @param user the user, as at the sign-in
	 * @return empty if there is no such user, or a disabled one, or if the password is
	 * another one now
	 */
	public Optional<Role> role(SignedInUser user) {
		return this.cache.get(user.getUsername(), user.passwordVersion()).map(UserCache.Entry::role);
	}

	/**
	 * A user as a session keeps it, without the hash.
	 * @return empty if there is no such user, or a disabled one
	 */
	public Optional<SignedInUser> signedInUser(String name) {
		Optional<SignedInUser> user = SignedInUser.read(this.jdbc, name, "NOT shut_out");
		user.ifPresent(SignedInUser::eraseCredentials);
		return user;
	}

	/** Whether there is a user of that name, enabled or not. */
	public boolean exists(String name) {
		return this.jdbc.sql("SELECT count(*) FROM users WHERE name = :name")
			.param("name", name)
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Whether a user has a local account, with a password.
	 * @param name the user's name
	 */
	public boolean isLocal(String name) {
		return this.jdbc.sql("SELECT count(*) FROM users WHERE name = :name AND issuer IS NULL")
			.param("name", name)
			.query(Long.class)
			.single() > 0;
	}

	/** Whether there are no users. */
	boolean isEmpty() {
		return this.jdbc.sql("SELECT count(*) FROM users").query(Long.class).single() == 0;
	}

	/**
	 * Makes an account.
	 * @param text the user's name, in any case
	 * @param password the password
	 * @param role what the user may do
	 * @return the user's name as it is kept
	 * @throws RefusedException if the name or the password will not do, or is taken
	 */
	public String add(String text, String password, Role role) {
		String name = name(text).orElseThrow(() -> new RefusedException(Sentence.of("problem.user.name")));
		addHashed(name, this.passwords.hash(password), role);
		return name;
	}

	/**
	 * Makes an account whose password is hashed already.
	 * @param name the user's name as it is kept
	 * @param hash the hash of the password
	 * @throws RefusedException if the name is taken
	 */
	void addHashed(String name, String hash, Role role) {
		try {
			this.jdbc
				.sql("INSERT INTO users (name, password, role, enabled, created_at) "
						+ "VALUES (:name, :password, :role, TRUE, :now)")
				.param("name", name)
				.param("password", hash)
				.param("role", role.name())
				.param("now", now())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new RefusedException(Sentence.of("problem.user.exists", name));
		}
		log.info("User {} was added as {}", name, role);
	}

	/**
	 * Lets a user sign in again.
	 * @throws RefusedException if there is no such user
	 */
	public void enable(String name) {
		changed(name, this.jdbc.sql("UPDATE users SET enabled = TRUE WHERE name = :name").param("name", name).update());
		log.info("User {} was enabled", name);
	}

	/**
	 * Signs a user out and forbids further sign-ins.
	 * @throws RefusedException if there is no such user, or no other administrator
	 */
	public void disable(String name) {
		unlessLastAdministrator(name, "UPDATE users SET enabled = FALSE WHERE name = :name");
		this.sessions.end(name, null);
		log.info("User {} was disabled", name);
	}

	/**
	 * Signs a user out and deletes the account.
	 * @throws RefusedException if there is no such user, or no other administrator
	 */
	public void remove(String name) {
		unlessLastAdministrator(name, "DELETE FROM users WHERE name = :name");
		this.sessions.end(name, null);
		this.events.publishEvent(new PasswordRevoked(name));
		log.info("User {} was removed", name);
	}

	/**
	 * Changes a user's role, with effect at once.
	 * @throws RefusedException if there is no such user, or no other administrator
	 */
	public void changeRole(String name, Role role) {
		switch (role) {
			case ADMIN -> changed(name,
					this.jdbc.sql("UPDATE users SET role = 'ADMIN' WHERE name = :name").param("name", name).update());
			case VIEWER -> unlessLastAdministrator(name, "UPDATE users SET role = 'VIEWER' WHERE name = :name");
		}
		log.info("User {} was made {}", name, role);
	}

	/**
	 * Puts a user into groups, and out of all others, with effect at once.
	 * @throws RefusedException if there is no such user
	 */
	public void changeGroups(String name, Groups groups) {
		changed(name,
				this.jdbc.sql("UPDATE users SET in_groups = :groups WHERE name = :name")
					.param("groups", groups.text())
					.param("name", name)
					.update());
		log.info("User {} is in the groups {} now", name, groups.names());
	}

	/**
	 * Notes that a user has signed in.
	 * @param name the user's name
	 */
	public void signedIn(String name) {
		this.jdbc.sql("UPDATE users SET last_sign_in_at = :now WHERE name = :name")
			.param("name", name)
			.param("now", now())
			.update();
	}

	private void unlessLastAdministrator(String name, String change) {
		this.transaction.executeWithoutResult((status) -> {
			// The rows are locked, so that of two administrators who demote each other
			// one is refused.
			List<String> administrators = this.jdbc.sql(
					"SELECT name FROM users WHERE role = 'ADMIN' AND enabled AND issuer IS NULL ORDER BY name FOR UPDATE")
				.query(String.class)
				.list();
			if (administrators.equals(List.of(name))) {
				throw new RefusedException(Sentence.of("problem.user.last-admin", name));
			}
			changed(name, this.jdbc.sql(change).param("name", name).update());
		});
		this.cache.remove(name);
	}

	private void changed(String name, int rows) {
		requireFound(rows);
		this.cache.remove(name);
	}

	/**
	 * Requires that a statement about one user has found the user.
	 * @throws RefusedException if it has changed no row
	 */
	static void requireFound(int rows) {
		if (rows == 0) {
			throw new RefusedException(Sentence.of("problem.user.gone"));
		}
	}

	private static OffsetDateTime now() {
		return OffsetDateTime.now(ZoneOffset.UTC);
	}

	private static User user(ResultSet row) throws SQLException {
		return new User(row.getString("name"), Role.valueOf(row.getString("role")),
				Groups.parse(row.getString("in_groups")), row.getString("issuer"), row.getBoolean("enabled"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "last_sign_in_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
