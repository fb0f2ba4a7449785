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
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Configures requests for feeds: no session and no cookie counts, only a token. */
@Configuration(proxyBeanMethods = false)
class FeedSecurity {

	@Bean
	@Order(4)
	SecurityFilterChain feedFilterChain(HttpSecurity http, RequestRules rules, TokenGate gate, TokenRefusals refusals) {
		SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
		http.securityMatcher("/runs.atom", "/apps/*/runs.atom");
		http.securityContext((context) -> context.securityContextRepository(contexts));
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.headers((headers) -> headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER)));
		http.addFilterBefore(new FeedTokenFilter(gate, contexts, refusals), AuthorizationFilter.class);
		http.authorizeHttpRequests(rules::apply);
		http.exceptionHandling(
				(exceptions) -> exceptions.accessDeniedHandler(refusals).authenticationEntryPoint(refusals));
		return http.build();
	}

}
