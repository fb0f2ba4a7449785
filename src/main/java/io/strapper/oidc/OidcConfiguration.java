package io.strapper.oidc;

import java.time.Clock;

import io.strapper.audit.Audit;
import io.strapper.node.Node;
import io.strapper.security.Problems;
import io.strapper.security.ProvenSignIn;
import io.strapper.security.RequestRules;
import io.strapper.security.Throttles;
import io.strapper.user.CookieNames;
import io.strapper.user.ProviderAccounts;
import io.strapper.user.ProviderSessions;

import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * Configures sign-in with the providers of {@code spring.security.oauth2.client.*}, in a
 * chain of filters of its own: the way to a provider, the way back, and the requests with
 * which a provider ends sessions. Without such settings nothing of it is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
class OidcConfiguration {

	@Bean
	Providers providers(OAuth2ClientProperties properties) {
		return new Providers(properties);
	}

	@Bean
	OAuth2AuthorizedClientRepository authorizedClients() {
		return new NoAuthorizedClients();
	}

	/** Verifies ID tokens. */
	@Bean
	OidcIdTokenDecoderFactory idTokenDecoders() {
		return ProviderCalls.idTokens();
	}

	@Bean
	ProviderAnswers providerAnswers(ProvenSignIn signIn, ProviderSessions sessions, Audit audit) {
		return new ProviderAnswers(signIn, sessions, audit);
	}

	@Bean
	BackChannelLogout backChannelLogout(ProviderSessions sessions, Audit audit) {
		return new BackChannelLogout(sessions, audit);
	}

	@Bean
	ProviderUsers providerUsers(ProviderAccounts accounts, OidcSettings settings, Audit audit) {
		return new ProviderUsers(ProviderCalls.userInfo(), accounts, settings, audit);
	}

	/** What browsers keep until they come back from a provider. */
	@Bean
	SealedText sealedText(Node node, JdbcClient jdbc) {
		return new SealedText(node.clustered() ? SealingKeys.shared(jdbc) : SealingKeys.random());
	}

	@Bean
	@Order(3)
	SecurityFilterChain oidcFilterChain(HttpSecurity http, RequestRules rules, Providers providers, ProviderUsers users,
			ProviderAnswers answers, BackChannelLogout logout, Throttles throttles, Problems problems,
			CookieNames cookies, SealedText seal, Clock clock) {
		http.securityMatcher("/oauth2/authorization/*", "/login/oauth2/code/*", "/logout/connect/back-channel/*");
		http.authorizeHttpRequests(rules::apply);
		http.oauth2Login(
				(login) -> configure(login, users, answers, new OngoingSignIns(seal, providers, cookies, clock)));
		http.oidcLogout((oidc) -> oidc.oidcSessionRegistry(new NoRegistry())
			.backChannel((channel) -> channel.logoutHandler(logout)));
		http.addFilterBefore(new ProviderGate(throttles, problems, clock), SecurityContextHolderFilter.class);
		return http.build();
	}

	private static void configure(OAuth2LoginConfigurer<HttpSecurity> login, ProviderUsers users,
			ProviderAnswers answers, OngoingSignIns signIns) {
		login.loginPage("/login")
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestRepository(signIns))
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(ProviderCalls.tokens()))
			.userInfoEndpoint((endpoint) -> endpoint.oidcUserService(users))
			.successHandler(answers)
			.failureHandler(answers)
			.withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
				@Override
				public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
					filter.setAuthenticationFailureHandler(answers);
					return filter;
				}
			});
	}

}
