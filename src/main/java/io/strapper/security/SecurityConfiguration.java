package io.strapper.security;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.user.BusyException;
import io.strapper.user.UserSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What stands before every request. Who may see which app, the doors themselves ask. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/** style-src-attr: the colour of 24-bit text in a log is its only use. */
	private static final String CONTENT_SECURITY_POLICY = """
			default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
			img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
			frame-ancestors 'none'""";

	private static final String PERMISSIONS_POLICY = """
			camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()""";

	private static final Duration BUSY = Duration.ofSeconds(4);

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, AppRules rules, Refusals refusals, SignInGate gate,
			UserSettings properties) {
		SavedPages savedPages = new SavedPages();
		SignInFilter signIn = new SignInFilter(gate, refusals);
		http.authorizeHttpRequests((requests) -> requests
			// The container goes on with a request that was let in
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers("/login", "/css/**", "/js/**", "/icons/**", "/webjars/**", "/favicon*")
			.permitAll()
			.requestMatchers("/actuator/health", "/actuator/health/**")
			.permitAll()
			.requestMatchers("/users/**", "/audit/**", "/api/audit*", "/actuator/**")
			.access((user, request) -> new AuthorizationDecision(rules.isAdmin(user.get())))
			.anyRequest()
			.access((user, request) -> new AuthorizationDecision(rules.isUser(user.get()))));
		http.formLogin((form) -> form.loginPage("/login")
			.successHandler(new SignedIn(savedPages, gate, properties.sessionTimeout()))
			// Not the default: it would keep the exception in the session
			.failureHandler((request, response, exception) -> {
				if (exception instanceof BusyException) {
					gate.undo(request);
					signIn.sendAway(request, response, BUSY);
				}
				else {
					new DefaultRedirectStrategy().sendRedirect(request, response, "/login?error");
				}
			}));
		http.addFilterBefore(signIn, UsernamePasswordAuthenticationFilter.class);
		http.logout((logout) -> logout.logoutSuccessUrl("/login?logout"));
		http.requestCache((cache) -> cache.requestCache(savedPages));
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
		http.headers(SecurityConfiguration::headers);
		return http.build();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS_POLICY))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
	}

	/**
	 * Until now the session was a stranger's, and short: a row of the database that
	 * anybody can have made.
	 */
	private static class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

		private final SavedPages savedPages;

		private final SignInGate gate;

		private final Duration sessionTimeout;

		SignedIn(SavedPages savedPages, SignInGate gate, Duration sessionTimeout) {
			this.savedPages = savedPages;
			this.gate = gate;
			this.sessionTimeout = sessionTimeout;
			setRequestCache(savedPages);
		}

		@Override
		public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
				Authentication authentication) throws ServletException, IOException {
			request.getSession().setMaxInactiveInterval(Math.toIntExact(this.sessionTimeout.toSeconds()));
			this.gate.succeeded(request, response, authentication.getName());
			super.onAuthenticationSuccess(request, response, authentication);
			this.savedPages.removeRequest(request, response);
		}

	}

}
