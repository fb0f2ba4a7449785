package io.strapper.user;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The accounts of users whom an OpenID Connect provider authenticates. They have no
 * password. An account belongs to one {@link ProviderIdentity}: whoever has the same name
 * at a provider, but is somebody else there, never gets it. Safe for use by several
 * threads.
 */
@Component
public class ProviderAccounts {

	private static final Logger log = LoggerFactory.getLogger(ProviderAccounts.class);

	private final JdbcClient jdbc;

	private final Users users;

	private final Sessions sessions;

	private final UserCache cache;

	ProviderAccounts(JdbcClient jdbc, Users users, Sessions sessions, UserCache cache) {
		this.jdbc = jdbc;
		this.users = users;
		this.sessions = sessions;
		this.cache = cache;
	}

	/**
	 * The account of an identity, whether or not it may be used.
	 * @return empty if there is none yet
	 */
	public Optional<Account> find(ProviderIdentity identity) {
		return this.jdbc.sql("SELECT name, role, enabled FROM users WHERE issuer = :issuer AND subject = :subject")
			.param("issuer", identity.issuer())
			.param("subject", identity.subject())
			.query((row, index) -> new Account(row.getString("name"), Role.valueOf(row.getString("role")),
					row.getBoolean("enabled")))
			.optional();
	}

	/**
	 * Makes the account of an identity.
	 * @param name a name as {@link Users#name} returns it
	 * @return whether it was made; if not, somebody else has the name, or another request
	 * has made the account of this identity
	 */
	public boolean add(ProviderIdentity identity, String name) {
		try {
			this.jdbc
				.sql("INSERT INTO users (name, password, role, enabled, created_at, issuer, subject) "
						+ "VALUES (:name, :password, 'VIEWER', TRUE, :now, :issuer, :subject)")
				.param("name", name)
				// Nobody's password has this hash; it tells this account from a later one
				.param("password", "{none}" + Passwords.random())
				.param("now", OffsetDateTime.now(ZoneOffset.UTC))
				.param("issuer", identity.issuer())
				.param("subject", identity.subject())
				.update();
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
		log.info("User {} was added by the provider {}", name, identity.issuer());
		return true;
	}

	/**
	 * Signs a user in with what the provider says now.
	 * @param name the account's name
	 * @param role the role that the provider gives, or null if it stays as it is
	 * @param groups the groups that the provider gives, or null if they stay as they are
	 * @return empty if there is no such account any more, or a disabled one
	 */
	public Optional<SignedInUser> enter(String name, @Nullable Role role, @Nullable Groups groups) {
		change(name, role, groups, false);
		return this.users.signedInUser(name);
	}

	/**
	 * Signs a user out everywhere, whom the provider allows nothing any more. Tokens of
	 * the user are refused until the next successful sign-in.
	 * @param name the account's name
	 * @param role the role that the provider gives, or null if it stays as it is
	 * @param groups the groups that the provider gives, or null if they stay as they are
	 */
	public void shutOut(String name, @Nullable Role role, @Nullable Groups groups) {
		change(name, role, groups, true);
		this.sessions.end(name, null);
		log.info("User {} was shut out: no group of theirs may sign in", name);
	}

	private void change(String name, @Nullable Role role, @Nullable Groups groups, boolean shutOut) {
		this.jdbc
			.sql("UPDATE users SET shut_out = :shutOut, role = COALESCE(:role, role), "
					+ "in_groups = COALESCE(:groups, in_groups) WHERE name = :name AND issuer IS NOT NULL")
			.param("shutOut", shutOut)
			.param("role", (role != null) ? role.name() : null, java.sql.Types.VARCHAR)
			.param("groups", (groups != null) ? groups.text() : null, java.sql.Types.VARCHAR)
			.param("name", name)
			.update();
		this.cache.remove(name);
	}

	/**
	 * What is known of an account.
	 *
	 * @param name its name
	 * @param role its role until now
	 * @param enabled whether an administrator allows it to sign in
	 */
	public record Account(String name, Role role, boolean enabled) {

	}

}
