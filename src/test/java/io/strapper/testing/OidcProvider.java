package io.strapper.testing;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * A real OpenID Connect provider (Spring Authorization Server) on a port of its own, with
 * its own users. It insists on PKCE. A test can make it send wrong ID tokens.
 */
public final class OidcProvider implements AutoCloseable {

	/** Identifier of the registration at Strapper. */
	public static final String REGISTRATION = "house";

	private static final String CLIENT = "strapper";

	private static final String SECRET = "the client's secret";

	private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();

	private final RSAKey key = key();

	private final ConfigurableApplicationContext context;

	private volatile String redirect = "http://127.0.0.1/unknown";

	private volatile Consumer<Map<String, Object>> forgery = (claims) -> {
	};

	private volatile @Nullable JwtClaimsSet lastIdToken;

	private OidcProvider(int port) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Parts.class);
		// Neither Strapper's home nor its logs are the provider's
		builder.application().setInitializers(List.of());
		builder.application().setListeners(List.of());
		builder.initializers((starting) -> starting.getBeanFactory().registerSingleton("provider", this));
		this.context = builder
			.properties("server.address=127.0.0.1", "server.port=" + port, "spring.main.banner-mode=off")
			.run();
	}

	/** A provider without users. */
	public static OidcProvider start() {
		return start(0);
	}

	/** A provider without users on a certain port. */
	public static OidcProvider start(int port) {
		return new OidcProvider(port);
	}

	/** The identifier and address of the provider, without a slash at the end. */
	public String issuer() {
		return "http://127.0.0.1:" + ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/** What is configured at Strapper. */
	public List<String> arguments() {
		String client = "--spring.security.oauth2.client.registration." + REGISTRATION;
		return List.of(client + ".client-id=" + CLIENT, client + ".client-secret=" + SECRET,
				client + ".client-name=House",
				"--spring.security.oauth2.client.provider." + REGISTRATION + ".issuer-uri=" + issuer());
	}

	/** Sends people back to a server. */
	public void serve(Server server) {
		this.redirect = server.url() + "/login/oauth2/code/" + REGISTRATION;
	}

	/**
	 * Knows a user, whose password is {@link Server#PASSWORD}.
	 * @param subject the user's name there, and the subject
	 * @param claims what the ID token says
	 */
	public void person(String subject, Map<String, Object> claims) {
		this.people.put(subject, claims);
	}

	/** Changes the claims of the next ID tokens. */
	public void forge(Consumer<Map<String, Object>> forgery) {
		this.forgery = forgery;
	}

	/** A claim of the last ID token. */
	public String lastClaim(String name) {
		JwtClaimsSet last = this.lastIdToken;
		return (last != null) ? String.valueOf(last.<Object>getClaim(name)) : "";
	}

	/**
	 * Goes through a sign-in at the provider, up to the address at Strapper with the
	 * code.
	 * @param browser a client of Strapper, whose cookies the provider gets, too
	 * @param begin the address at the provider where Strapper has sent the browser
	 */
	public String authorize(Client browser, String begin, String user) {
		String strapper = browser.url();
		browser.turnTo(issuer());
		try {
			String next = Client.location(browser.get(pathOf(begin)));
			if (next.endsWith("/login")) {
				browser.postForged("/login", Map.of("username", user, "password", Server.PASSWORD));
				next = Client.location(browser.get(pathOf(begin)));
			}
			return next;
		}
		finally {
			browser.turnTo(strapper);
		}
	}

	/** Path and query of an address. */
	public static String pathOf(String address) {
		URI uri = URI.create(address);
		return uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
	}

	/**
	 * A logout token (OpenID Connect Back-Channel Logout 1.0).
	 * @param changes what is different from a valid one for nobody
	 */
	public String logoutToken(Consumer<Map<String, Object>> changes) {
		return logoutToken(this.key, changes);
	}

	/** A logout token that somebody else has signed. */
	public String forgedLogoutToken(Consumer<Map<String, Object>> changes) {
		return logoutToken(key(), changes);
	}

	private String logoutToken(RSAKey signer, Consumer<Map<String, Object>> changes) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", issuer());
		claims.put("aud", List.of(CLIENT));
		claims.put("iat", Instant.now());
		claims.put("exp", Instant.now().plusSeconds(120));
		claims.put("jti", UUID.randomUUID().toString());
		claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		changes.accept(claims);
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build();
		JwtClaimsSet set = JwtClaimsSet.builder().claims((all) -> all.putAll(claims)).build();
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(signer)))
			.encode(JwtEncoderParameters.from(header, set))
			.getTokenValue();
	}

	private static RSAKey key() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** Not a component, which Strapper would find. */
	@EnableWebSecurity
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, SecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class })
	static class Parts {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			http.oauth2AuthorizationServer((server) -> server.oidc(Customizer.withDefaults()));
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.csrf((csrf) -> csrf.ignoringRequestMatchers("/login"));
			http.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
					new LoginUrlAuthenticationEntryPoint("/login"), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
			return http.build();
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

		@Bean
		JWKSource<SecurityContext> keys(OidcProvider provider) {
			return new ImmutableJWKSet<>(new JWKSet(provider.key));
		}

		/** For the endpoint that tells of the user. */
		@Bean
		JwtDecoder tokens(OidcProvider provider) throws JOSEException {
			return NimbusJwtDecoder.withPublicKey(provider.key.toRSAPublicKey()).build();
		}

		@Bean
		UserDetailsService users(OidcProvider provider) {
			return (name) -> {
				if (!provider.people.containsKey(name)) {
					throw new UsernameNotFoundException(name);
				}
				return User.withUsername(name).password("{noop}" + Server.PASSWORD).build();
			};
		}

		@Bean
		RegisteredClientRepository clients(OidcProvider provider) {
			return new RegisteredClientRepository() {
				@Override
				public void save(RegisteredClient client) {
					// With the secret in another encoding; it stays as it is
				}

				@Override
				public RegisteredClient findById(String id) {
					return client(provider.redirect);
				}

				@Override
				public RegisteredClient findByClientId(String id) {
					return client(provider.redirect);
				}
			};
		}

		private static RegisteredClient client(String redirect) {
			return RegisteredClient.withId("1")
				.clientId(CLIENT)
				.clientSecret("{noop}" + SECRET)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri(redirect)
				.scope("openid")
				.scope("profile")
				.scope("email")
				.clientSettings(
						ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
				.build();
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> claims(OidcProvider provider) {
			return (token) -> {
				if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
					token.getClaims()
						.claims((claims) -> claims
							.putAll(provider.people.getOrDefault(token.getPrincipal().getName(), Map.of())));
					token.getClaims().claims((claims) -> provider.forgery.accept(claims));
					provider.lastIdToken = token.getClaims().build();
				}
			};
		}

	}

}
