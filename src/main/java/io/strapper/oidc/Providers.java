package io.strapper.oidc;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.strapper.home.CannotStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * The providers by the identifiers of their registrations. What they tell of themselves
 * (discovery) is fetched for the first sign-in, not at the start: a provider that cannot
 * be reached ends no start. Safe for use by several threads.
 */
class Providers implements ClientRegistrationRepository {

	private static final Set<String> DEFAULT_SCOPES = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL);

	private final Map<String, Discovery> discoveries = new TreeMap<>();

	/**
	 * Discovers nothing yet.
	 * @throws CannotStartException if no OpenID Connect provider is meant
	 */
	Providers(OAuth2ClientProperties properties) {
		properties.getRegistration().forEach((id, registration) -> {
			require(id, registration, properties);
			if (registration.getScope() == null) {
				registration.setScope(DEFAULT_SCOPES);
			}
			OAuth2ClientProperties only = new OAuth2ClientProperties();
			only.getProvider().putAll(properties.getProvider());
			only.getRegistration().put(id, registration);
			this.discoveries.put(id, new Discovery(id, only));
		});
	}

	private static void require(String id, OAuth2ClientProperties.Registration registration,
			OAuth2ClientProperties properties) {
		if (registration.getScope() != null && !registration.getScope().contains(OidcScopes.OPENID)) {
			throw new CannotStartException(
					"spring.security.oauth2.client.registration.%s.scope has no `openid`. Add it.".formatted(id));
		}
		String name = (registration.getProvider() != null) ? registration.getProvider() : id;
		OAuth2ClientProperties.Provider provider = properties.getProvider().get(name);
		boolean known = name.equalsIgnoreCase("google");
		if (!known && (provider == null || provider.getIssuerUri() == null)) {
			throw new CannotStartException(
					"spring.security.oauth2.client.provider.%s.issuer-uri is missing. Set the address of an OpenID Connect provider."
						.formatted(name));
		}
	}

	/**
	 * The registration at a provider.
	 * @return null if there is none
	 * @throws SignInProblemException if the provider cannot be reached
	 */
	@Override
	public @Nullable ClientRegistration findByRegistrationId(String id) {
		Discovery discovery = this.discoveries.get(id);
		return (discovery != null) ? discovery.registration() : null;
	}

}
