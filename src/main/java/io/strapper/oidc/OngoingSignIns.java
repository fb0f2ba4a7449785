package io.strapper.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.strapper.user.CookieNames;
import io.strapper.user.Sha256;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * Keeps what a sign-in has to remember until the browser comes back from the provider
 * (state, nonce, PKCE's verifier) in a sealed cookie: strangers make no sessions, which
 * are rows in the database.
 */
class OngoingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private static final String NAME = "OIDC";

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private final SealedText seal;

	private final Providers providers;

	private final CookieNames names;

	private final Clock clock;

	OngoingSignIns(SealedText seal, Providers providers, CookieNames names, Clock clock) {
		this.seal = seal;
		this.providers = providers;
		this.names = names;
		this.clock = clock;
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest authorization, HttpServletRequest request,
			HttpServletResponse response) {
		if (authorization == null) {
			setCookie("", Duration.ZERO, request, response);
			return;
		}
		String text = String.join("\n", String.valueOf(this.clock.instant().plus(LONGEST).getEpochSecond()),
				attribute(authorization, OAuth2ParameterNames.REGISTRATION_ID), authorization.getState(),
				attribute(authorization, OidcParameterNames.NONCE),
				attribute(authorization, PkceParameterNames.CODE_VERIFIER), authorization.getRedirectUri());
		setCookie(this.seal.seal(text), LONGEST, request, response);
	}

	private static String attribute(OAuth2AuthorizationRequest authorization, String name) {
		return Objects.requireNonNull(authorization.<String>getAttribute(name), name);
	}

	/** The sign-in that the request continues, known by its state. */
	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, this.names.of(NAME, request));
		String state = request.getParameter(OAuth2ParameterNames.STATE);
		if (cookie == null || state == null) {
			return null;
		}
		return this.seal.open(cookie.getValue())
			.map((text) -> text.split("\n", -1))
			.filter((parts) -> parts.length == 6 && isNow(parts[0]) && Sha256.isSame(parts[2], state))
			.flatMap(this::restore)
			.orElse(null);
	}

	private boolean isNow(String end) {
		return this.clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(end)));
	}

	private Optional<OAuth2AuthorizationRequest> restore(String[] parts) {
		ClientRegistration registration = this.providers.findByRegistrationId(parts[1]);
		return Optional.ofNullable(registration)
			.map((known) -> OAuth2AuthorizationRequest.authorizationCode()
				.authorizationUri(Objects.requireNonNull(known.getProviderDetails().getAuthorizationUri()))
				.clientId(known.getClientId())
				.scopes(known.getScopes())
				.state(parts[2])
				.attributes(Map.of(OAuth2ParameterNames.REGISTRATION_ID, parts[1], OidcParameterNames.NONCE, parts[3],
						PkceParameterNames.CODE_VERIFIER, parts[4]))
				.redirectUri(parts[5])
				.build());
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest authorization = loadAuthorizationRequest(request);
		if (authorization != null) {
			setCookie("", Duration.ZERO, request, response);
		}
		return authorization;
	}

	private void setCookie(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.names.of(NAME, request), value)
					.path("/")
					.maxAge(age)
					.httpOnly(true)
					.secure(request.isSecure())
					// The browser comes back from another site
					.sameSite("Lax")
					.build()
					.toString());
	}

}
