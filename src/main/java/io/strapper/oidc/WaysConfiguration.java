package io.strapper.oidc;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.strapper.home.CannotStartException;
import io.strapper.security.SignInWays;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the sign-in page what is configured. */
@Configuration(proxyBeanMethods = false)
class WaysConfiguration {

	/**
	 * How people can sign in.
	 * @throws CannotStartException if nobody could, or if settings contradict each other
	 */
	@Bean
	SignInWays signInWays(ObjectProvider<OAuth2ClientProperties> properties, OidcSettings settings) {
		List<SignInWays.Provider> providers = properties.stream()
			.flatMap((all) -> all.getRegistration().entrySet().stream())
			.map((entry) -> new SignInWays.Provider(
					Objects.requireNonNullElse(entry.getValue().getClientName(), entry.getKey()),
					"/oauth2/authorization/" + entry.getKey()))
			.sorted(Comparator.comparing(SignInWays.Provider::path))
			.toList();
		if (providers.isEmpty() && !settings.formLogin()) {
			throw new CannotStartException("strapper.oidc.form-login is false, and there is no provider: nobody could"
					+ " sign in. Configure spring.security.oauth2.client.registration, or set it to true.");
		}
		if (settings.groupsClaim() == null && !(settings.adminGroups().isEmpty() && settings.userGroups().isEmpty())) {
			throw new CannotStartException("strapper.oidc.admin-groups and user-groups need strapper.oidc.groups-claim:"
					+ " set the claim that has a user's groups.");
		}
		return new SignInWays(settings.formLogin(), providers, !providers.isEmpty() && settings.givesRoles(),
				!providers.isEmpty() && settings.givesGroups());
	}

}
