package io.strapper.oidc;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/**
 * In the place of Spring Security's registry in memory, which a restart would empty:
 * {@link io.strapper.user.ProviderSessions} remembers.
 */
class NoRegistry implements OidcSessionRegistry {

	@Override
	public void saveSessionInformation(OidcSessionInformation session) {
		// Remembered when the user's account is known
	}

	@Override
	public @Nullable OidcSessionInformation removeSessionInformation(String session) {
		return null;
	}

	@Override
	public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
		return List.of();
	}

}
