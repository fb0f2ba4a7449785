package io.strapper.user;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/**
 * The user of a session, with the version of the password that the sign-in was checked
 * against. It is kept in the session: once the user has another password, or is removed
 * and added again, the session counts for nothing, even if it was made afterwards.
 */
public final class SignedInUser extends User {

	private static final long serialVersionUID = 1L;

	private final String passwordVersion;

	SignedInUser(String name, String hash, Role role) {
		super(name, hash, List.of(new SimpleGrantedAuthority("ROLE_" + role)));
		this.passwordVersion = versionOf(hash);
	}

	/** Tells apart the passwords that a user has had; it tells nothing of them. */
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
