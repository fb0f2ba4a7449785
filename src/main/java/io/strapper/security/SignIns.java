package io.strapper.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Notes who signs in and who fails to. */
@Component
class SignIns {

	private static final Logger log = LoggerFactory.getLogger(SignIns.class);

	private final Users users;

	SignIns(Users users) {
		this.users = users;
	}

	@EventListener
	void succeeded(AuthenticationSuccessEvent event) {
		String name = event.getAuthentication().getName();
		this.users.signedIn(name);
		log.info("User {} signed in", name);
	}

	@EventListener
	void failed(AbstractAuthenticationFailureEvent event) {
		// Whatever is no user name may be a line to forge, or a password in the wrong
		// field.
		log.info("A sign-in as {} failed", Users.name(event.getAuthentication().getName()).orElse("(no user name)"));
	}

}
