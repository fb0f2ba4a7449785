package io.strapper.token;

import io.strapper.security.RequestRules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.util.matcher.AndRequestMatcher;

/**
 * Configures requests of programs that have a token. This chain knows no session: a
 * cookie beside a token is not looked at, so these requests need no CSRF token, and what
 * a token may not do, no cookie makes good.
 */
@Configuration(proxyBeanMethods = false)
class TokenSecurity {

	@Bean
	@Order(1)
	SecurityFilterChain tokenFilterChain(HttpSecurity http, RequestRules rules, TokenGate gate,
			TokenRefusals refusals) {
		SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
		http.securityMatcher(new AndRequestMatcher(RequestRules.PROGRAMS, BearerToken::isIn));
		http.securityContext((context) -> context.securityContextRepository(contexts));
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.addFilterBefore(new TokenFilter(gate, contexts), AuthorizationFilter.class);
		http.authorizeHttpRequests(rules::apply);
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
		return http.build();
	}

}
