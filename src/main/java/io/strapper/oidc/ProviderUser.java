package io.strapper.oidc;

import io.strapper.user.ProviderIdentity;
import io.strapper.user.SignedInUser;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom a provider has authenticated, with the account here. */
final class ProviderUser extends DefaultOidcUser {

	private static final long serialVersionUID = 1L;

	private final transient ProviderIdentity identity;

	private final SignedInUser account;

	ProviderUser(OidcUser user, ProviderIdentity identity, SignedInUser account) {
		super(account.getAuthorities(), user.getIdToken(), user.getUserInfo());
		this.identity = identity;
		this.account = account;
	}

	ProviderIdentity identity() {
		return this.identity;
	}

	SignedInUser account() {
		return this.account;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ProviderUser user && user.account.equals(this.account) && super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
