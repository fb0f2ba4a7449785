package io.strapper.share;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * Configures the pages of links: no session, no cookie and no user counts there, and the
 * page can neither run a script nor tell another site its address.
 */
@Configuration(proxyBeanMethods = false)
class ShareSecurity {

	/** style-src-attr: the colour of 24-bit text in a log is its only use. */
	private static final String POLICY = """
			default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; \
			form-action 'none'; base-uri 'none'; frame-ancestors 'none'""";

	@Bean
	@Order(3)
	SecurityFilterChain shareFilterChain(HttpSecurity http) {
		http.securityMatcher("/s/**");
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

}
