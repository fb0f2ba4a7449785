package io.strapper.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.strapper.audit.Audit;
import io.strapper.user.ProviderIdentity;
import io.strapper.user.ProviderSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends sessions when a provider asks for it (OpenID Connect Back-Channel Logout 1.0): the
 * one that began with the session at the provider, or all of a user.
 */
class BackChannelLogout implements LogoutHandler {

	private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

	private final ProviderSessions sessions;

	private final Audit audit;

	BackChannelLogout(ProviderSessions sessions, Audit audit) {
		this.sessions = sessions;
		this.audit = audit;
	}

	/** Called with a logout token that was verified. */
	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OidcLogoutToken token)) {
			throw new IllegalStateException("No logout token");
		}
		String issuer = token.getIssuer().toExternalForm();
		Instant asked = Objects.requireNonNull(token.getIssuedAt());
		List<String> users = (token.getSessionId() != null) ? this.sessions.end(issuer, token.getSessionId(), asked)
				: this.sessions.end(new ProviderIdentity(issuer, Objects.requireNonNull(token.getSubject())), asked);
		users.forEach((user) -> {
			this.audit.note(user, "sign-out by provider", null);
			log.info("The provider signed {} out", user);
		});
	}

}
