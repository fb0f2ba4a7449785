package io.strapper.user;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Too many passwords are waiting to be hashed. */
public class BusyException extends AuthenticationServiceException {

	private static final long serialVersionUID = 1L;

	BusyException() {
		super("Too many passwords to check");
	}

}
