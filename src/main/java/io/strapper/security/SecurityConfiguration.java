package io.strapper.security;

import io.strapper.user.CookieNames;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Configures the security of requests of browsers, and of all that have no other chain of
 * filters. The controllers check who may see which app.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String PERMISSIONS_POLICY = """
			camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()""";

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, RequestRules rules, Refusals refusals, Problems problems,
			SignInGate gate, CookieNames cookies, SignInWays ways) {
		SavedPages savedPages = new SavedPages();
		SignInAnswers answers = new SignInAnswers(savedPages, problems);
		http.authorizeHttpRequests(rules::apply);
		if (ways.byPassword()) {
			http.formLogin((form) -> form.loginPage("/login").successHandler(answers).failureHandler(answers));
		}
		http.addFilterBefore(new SignInFilter(gate, answers, ways), UsernamePasswordAuthenticationFilter.class);
		http.csrf((csrf) -> csrf.csrfTokenRepository(new CsrfTokens(cookies)));
		http.logout((logout) -> logout.logoutSuccessUrl("/login?logout"));
		http.requestCache((cache) -> cache.requestCache(savedPages));
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
		return http.build();
	}

	/** The headers of every answer, whichever chain of filters it has passed. */
	@Bean
	Customizer<HeadersConfigurer<HttpSecurity>> securityHeaders(SecuritySettings settings) {
		return (headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(PagePolicy.VALUE))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			// Other hosts of the domain may need plain HTTP
			.httpStrictTransportSecurity((transport) -> transport.includeSubDomains(settings.hstsSubdomains()))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS_POLICY))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
	}

}
