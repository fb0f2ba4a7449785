package io.strapper.user;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/**
 * The user of a session, with the version of the password that the sign-in was checked
 * against. It is kept in the session: when the user gets another password, or is removed
 * and added again, the session becomes invalid, even if it was stored later.
 */
public final class SignedInUser extends User {

	private static final long serialVersionUID = 1L;

	private final String passwordVersion;

	SignedInUser(String name, String hash, Role role) {
		super(name, hash, List.of(new SimpleGrantedAuthority("ROLE_" + role)));
		this.passwordVersion = versionOf(hash);
	}

	/**
	 * Reads an enabled user.
	 * @param name the user's name
	 * @param condition what else the row has to meet, in SQL
	 * @return the user with the hash; empty if there is none
	 */
	static Optional<SignedInUser> read(JdbcClient jdbc, String name, String condition) {
		return jdbc.sql("SELECT name, password, role FROM users WHERE name = :name AND enabled AND " + condition)
			.param("name", name)
			.query((row, index) -> new SignedInUser(row.getString("name"), row.getString("password"),
					Role.valueOf(row.getString("role"))))
			.optional();
	}

	/** Distinguishes the passwords of a user without revealing them. */
	static String versionOf(String hash) {
		return Sha256.of(hash);
	}

	String passwordVersion() {
		return this.passwordVersion;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SignedInUser user && user.passwordVersion.equals(this.passwordVersion)
				&& super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
