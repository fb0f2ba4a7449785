package io.strapper.security;

import jakarta.servlet.DispatcherType;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Which addresses are open to whom. Every chain of filters applies these rules, so that
 * none of them is forgotten in one. The controllers check who may see which app.
 */
@Component
public class RequestRules {

	/** Addresses for programs, which cannot use a redirect to a page. */
	public static final RequestMatcher PROGRAMS = Refusals.PROGRAMS;

	private final AppRules rules;

	RequestRules(AppRules rules) {
		this.rules = rules;
	}

	/** Applies the rules to a chain of filters. */
	public void apply(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests
			// The container dispatches a request again that was already authorized
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers("/login", "/css/**", "/js/**", "/icons/**", "/webjars/**", "/favicon*")
			.permitAll()
			.requestMatchers("/actuator/health", "/actuator/health/**")
			.permitAll()
			.requestMatchers("/account/tokens/**", "/account/shares/**")
			.access((user, request) -> new AuthorizationDecision(this.rules.mayEnter(user.get())))
			.requestMatchers("/account/**")
			.access((user, request) -> new AuthorizationDecision(this.rules.isUser(user.get())))
			.requestMatchers("/users/**", "/about", "/api/about", "/audit/**", "/api/audit*", "/notices/**",
					"/api/notices/**", "/nodes/**", "/api/nodes/**", "/actuator/**")
			.access((user, request) -> new AuthorizationDecision(this.rules.isAdmin(user.get())))
			.anyRequest()
			.access((user, request) -> new AuthorizationDecision(this.rules.mayEnter(user.get())));
	}

}
