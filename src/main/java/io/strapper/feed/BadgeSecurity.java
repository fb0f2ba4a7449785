package io.strapper.feed;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;

/**
 * Configures requests for badges: everybody may make them, and other sites show the
 * image.
 */
@Configuration(proxyBeanMethods = false)
class BadgeSecurity {

	@Bean
	@Order(5)
	SecurityFilterChain badgeFilterChain(HttpSecurity http) {
		http.securityMatcher("/apps/*/badge.svg");
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.headers(
				(headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'"))
					.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.CROSS_ORIGIN)));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

}
