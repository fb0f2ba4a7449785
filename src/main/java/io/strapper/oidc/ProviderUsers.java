package io.strapper.oidc;

import io.strapper.audit.Audit;
import io.strapper.user.ProviderAccounts;
import io.strapper.user.ProviderIdentity;
import io.strapper.user.Role;
import io.strapper.user.SignedInUser;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Finds or makes the account of somebody whom a provider has authenticated, and gives it
 * the role and the groups that the provider tells.
 */
class ProviderUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

	private final OAuth2UserService<OidcUserRequest, OidcUser> userInfo;

	private final ProviderAccounts accounts;

	private final OidcSettings settings;

	private final Audit audit;

	/**
	 * Uses accounts.
	 * @param userInfo tells what the provider says beside the ID token
	 */
	ProviderUsers(OAuth2UserService<OidcUserRequest, OidcUser> userInfo, ProviderAccounts accounts,
			OidcSettings settings, Audit audit) {
		this.userInfo = userInfo;
		this.accounts = accounts;
		this.settings = settings;
		this.audit = audit;
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		OidcUser user = this.userInfo.loadUser(request);
		if (user == null) {
			throw new IllegalStateException("No user");
		}
		Claims claims = new Claims(user, this.settings);
		return new ProviderUser(user, claims.identity(), enter(claims));
	}

	private SignedInUser enter(Claims claims) {
		ProviderAccounts.Account account = this.accounts.find(claims.identity()).orElse(null);
		if (!claims.mayEnter()) {
			throw shutOut(account, claims);
		}
		if (account == null) {
			account = add(claims);
		}
		Role role = claims.role();
		SignedInUser user = this.accounts.enter(account.name(), role, claims.groups()).orElse(null);
		if (user == null) {
			throw new SignInProblemException(SignInProblem.DISABLED, account.name() + " is disabled", null);
		}
		if (role != null && role != account.role()) {
			this.audit.note(account.name(), "make user " + role, account.name());
		}
		return user;
	}

	private SignInProblemException shutOut(ProviderAccounts.@Nullable Account account, Claims claims) {
		String name = claims.identity().subject();
		if (account != null) {
			name = account.name();
			this.accounts.shutOut(name, claims.role(), claims.groups());
			this.audit.note(name, "shut out user", name);
		}
		return new SignInProblemException(SignInProblem.NO_GROUP,
				"%s is in none of strapper.oidc.user-groups".formatted(name), null);
	}

	private ProviderAccounts.Account add(Claims claims) {
		ProviderIdentity identity = claims.identity();
		String name = claims.name();
		if (this.accounts.add(identity, name)) {
			this.audit.note(name, "add user " + Role.VIEWER, name);
		}
		// Another request may have made it
		return this.accounts.find(identity)
			.orElseThrow(() -> new SignInProblemException(SignInProblem.NAME_TAKEN,
					"%s at %s wants to be %s, who is somebody else here".formatted(identity.subject(),
							identity.issuer(), name),
					null));
	}

}
