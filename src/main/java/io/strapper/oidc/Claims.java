package io.strapper.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.strapper.user.Groups;
import io.strapper.user.ProviderIdentity;
import io.strapper.user.Role;
import io.strapper.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What a provider says of a user, as the settings read it. */
final class Claims {

	private final OidcUser user;

	private final OidcSettings settings;

	private final Groups groups;

	Claims(OidcUser user, OidcSettings settings) {
		this.user = user;
		this.settings = settings;
		this.groups = (settings.groupsClaim() != null) ? groups(claim(settings.groupsClaim())) : Groups.NONE;
	}

	ProviderIdentity identity() {
		return new ProviderIdentity(Objects.requireNonNull(this.user.getIssuer()).toExternalForm(),
				Objects.requireNonNull(this.user.getSubject()));
	}

	/**
	 * The user name for a new account.
	 * @throws SignInProblemException if there is none that can be used
	 */
	String name() {
		Object claim = claim(this.settings.userNameClaim());
		if (this.settings.userNameClaim().equals(StandardClaimNames.EMAIL)
				&& !Boolean.TRUE.equals(this.user.getEmailVerified())) {
			// Anybody can give anybody's address
			throw new SignInProblemException(SignInProblem.UNVERIFIED_EMAIL,
					"email_verified of %s is not true".formatted(claim), null);
		}
		return Users.name((claim instanceof String text) ? text : "")
			.orElseThrow(() -> new SignInProblemException(SignInProblem.NO_NAME,
					"the claim %s is %s: use 1–64 of a–z, 0–9 . _ @ -".formatted(this.settings.userNameClaim(), claim),
					null));
	}

	/** The groups that the provider gives, or null if it gives none. */
	@Nullable Groups groups() {
		return this.settings.givesGroups() ? this.groups : null;
	}

	/** The role that the provider gives, or null if it gives none. */
	@Nullable Role role() {
		if (!this.settings.givesRoles()) {
			return null;
		}
		return isInOneOf(this.settings.adminGroups()) ? Role.ADMIN : Role.VIEWER;
	}

	/** Whether the user's groups may sign in. */
	boolean mayEnter() {
		return this.settings.userGroups().isEmpty() || isInOneOf(this.settings.userGroups())
				|| isInOneOf(this.settings.adminGroups());
	}

	private boolean isInOneOf(Collection<String> others) {
		return others.stream().anyMatch(this.groups.names()::contains);
	}

	/** A claim of that name, or the nested one to which the dots in it lead. */
	private @Nullable Object claim(String path) {
		Object claim = this.user.getClaims().get(path);
		if (claim != null) {
			return claim;
		}
		claim = this.user.getClaims();
		for (String name : path.split("\\.")) {
			claim = (claim instanceof Map<?, ?> nested) ? nested.get(name) : null;
		}
		return claim;
	}

	private static Groups groups(@Nullable Object claim) {
		if (claim instanceof Map<?, ?> map) {
			return groups(map.keySet());
		}
		Collection<?> names = (claim instanceof Collection<?> all) ? all : List.of((claim != null) ? claim : "");
		return Groups.of(names.stream().map(String::valueOf).toList());
	}

}
