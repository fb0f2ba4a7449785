package io.strapper.security;

import jakarta.servlet.DispatcherType;

import io.strapper.user.CookieNames;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Configures the security of every request. The controllers check who may see which app.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String PERMISSIONS_POLICY = """
			camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()""";

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, AppRules rules, Refusals refusals, SignInGate gate,
			CookieNames cookies, SecuritySettings settings) {
		SavedPages savedPages = new SavedPages();
		SignInAnswers answers = new SignInAnswers(savedPages, refusals);
		http.authorizeHttpRequests((requests) -> requests
			// The container dispatches a request again that was already authorized
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers("/login", "/css/**", "/js/**", "/icons/**", "/webjars/**", "/favicon*")
			.permitAll()
			.requestMatchers("/actuator/health", "/actuator/health/**")
			.permitAll()
			.requestMatchers("/account/**")
			.access((user, request) -> new AuthorizationDecision(rules.isUser(user.get())))
			.requestMatchers("/users/**", "/about", "/api/about", "/audit/**", "/api/audit*", "/actuator/**")
			.access((user, request) -> new AuthorizationDecision(rules.isAdmin(user.get())))
			.anyRequest()
			.access((user, request) -> new AuthorizationDecision(rules.mayEnter(user.get()))));
		http.formLogin((form) -> form.loginPage("/login").successHandler(answers).failureHandler(answers));
		http.addFilterBefore(new SignInFilter(gate, answers), UsernamePasswordAuthenticationFilter.class);
		http.csrf((csrf) -> csrf.csrfTokenRepository(new CsrfTokens(cookies)));
		http.logout((logout) -> logout.logoutSuccessUrl("/login?logout"));
		http.requestCache((cache) -> cache.requestCache(savedPages));
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
		http.headers((headers) -> headers(headers, settings));
		return http.build();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers, SecuritySettings settings) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(PagePolicy.VALUE))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			// Other hosts of the domain may need plain HTTP
			.httpStrictTransportSecurity((transport) -> transport.includeSubDomains(settings.hstsSubdomains()))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS_POLICY))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
	}

}
