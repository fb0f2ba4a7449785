package io.strapper.user;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Too many passwords wait to be hashed. */
public class BusyException extends AuthenticationServiceException {

	private static final long serialVersionUID = 1L;

	BusyException() {
		super("Too many passwords to check");
	}

}
