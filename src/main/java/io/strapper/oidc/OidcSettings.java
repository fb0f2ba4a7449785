package io.strapper.oidc;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Strapper makes of the claims of a provider. The providers themselves are
 * configured by {@code spring.security.oauth2.client.*}.
 *
 * @param userNameClaim the claim that becomes the user name at the first sign-in
 * @param groupsClaim the claim with the user's groups, or null if administrators of
 * Strapper put users into groups; dots lead into nested claims
 * @param adminGroups groups whose members are administrators, all others being viewers;
 * if there are none, administrators of Strapper decide about roles
 * @param userGroups groups whose members may sign in, beside {@code adminGroups}; if
 * there are none, everybody may whom the provider authenticates
 * @param formLogin whether users with a local account can sign in with their password
 */
@ConfigurationProperties("strapper.oidc")
record OidcSettings(@DefaultValue("preferred_username") String userNameClaim, @Nullable String groupsClaim,
		@DefaultValue Set<String> adminGroups, @DefaultValue Set<String> userGroups,
		@DefaultValue("true") boolean formLogin) {

	/** Whether a provider decides about the roles of its users. */
	boolean givesRoles() {
		return !this.adminGroups.isEmpty();
	}

	/** Whether a provider decides about the groups of its users. */
	boolean givesGroups() {
		return this.groupsClaim != null;
	}

}
