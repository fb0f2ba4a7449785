package io.strapper.security;

import io.strapper.audit.Audit;
import io.strapper.user.BusyException;
import io.strapper.user.Users;
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

	private final Audit audit;

	SignIns(Users users, Audit audit) {
		this.users = users;
		this.audit = audit;
	}

	@EventListener
	void succeeded(AuthenticationSuccessEvent event) {
		String name = event.getAuthentication().getName();
		this.users.signedIn(name);
		this.audit.note(name, "sign-in", null);
		log.info("User {} signed in", name);
	}

	@EventListener
	void failed(AbstractAuthenticationFailureEvent event) {
		if (event.getException() instanceof BusyException) {
			return;
		}
		// Whatever is no user's name may be a line to forge, or a password in the wrong
		// field.
		String name = Users.name(event.getAuthentication().getName()).filter(this.users::exists).orElse(null);
		this.audit.note(name, "failed sign-in", null);
		log.info("A sign-in as {} failed", (name != null) ? name : "(no user)");
	}

}
