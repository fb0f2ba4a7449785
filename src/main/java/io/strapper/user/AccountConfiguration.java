package io.strapper.user;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Connects our accounts to Spring Security. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	@Bean
	PasswordEncoder passwordEncoder() {
		return new BoundedHashing(PasswordEncoderFactories.createDelegatingPasswordEncoder(),
				Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
	}

	@Bean
	UserDetailsService userDetailsService(LocalPasswords passwords) {
		return (name) -> passwords.credentials(name).orElseThrow(() -> new UsernameNotFoundException("No such user"));
	}

}
