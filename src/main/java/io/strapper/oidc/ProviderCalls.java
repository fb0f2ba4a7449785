package io.strapper.oidc;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** What is asked of a provider, none of it without an end. */
final class ProviderCalls {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final Duration READ = Duration.ofSeconds(10);

	private ProviderCalls() {
	}

	private static ClientHttpRequestFactory bounded() {
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout(CONNECT);
		requests.setReadTimeout(READ);
		return requests;
	}

	/** Exchanges a code for tokens; like Spring Security's default, but with timeouts. */
	static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
		RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
		tokens.setRestClient(RestClient.builder().requestFactory(bounded()).configureMessageConverters((converters) -> {
			converters.addCustomConverter(new FormHttpMessageConverter());
			converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
		}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
		return tokens;
	}

	/** Asks for the claims that are not in the ID token. */
	static OidcUserService userInfo() {
		RestTemplate rest = new RestTemplate(bounded());
		rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
		DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
		userInfo.setRestOperations(rest);
		OidcUserService users = new OidcUserService();
		users.setOauth2UserService(userInfo);
		return users;
	}

	/**
	 * Verifies ID tokens, by RS256 or, where a provider cannot, by the first algorithm
	 * with public keys that it names.
	 */
	static OidcIdTokenDecoderFactory idTokens() {
		OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
		decoders.setJwsAlgorithmResolver(ProviderCalls::algorithm);
		return decoders;
	}

	private static SignatureAlgorithm algorithm(ClientRegistration registration) {
		Object named = registration.getProviderDetails()
			.getConfigurationMetadata()
			.get("id_token_signing_alg_values_supported");
		List<SignatureAlgorithm> known = (named instanceof Collection<?> names) ? names.stream()
			.map((name) -> SignatureAlgorithm.from(String.valueOf(name)))
			.filter((algorithm) -> algorithm != null)
			.toList() : List.of();
		return (known.isEmpty() || known.contains(SignatureAlgorithm.RS256)) ? SignatureAlgorithm.RS256 : known.get(0);
	}

}
