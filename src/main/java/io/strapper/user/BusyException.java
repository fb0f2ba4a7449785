package io.strapper.user;

import org.springframework.security.authentication.AuthenticationServiceException;

/** More passwords are to be checked than this machine can. */
public class BusyException extends AuthenticationServiceException {

	private static final long serialVersionUID = 1L;

	BusyException() {
		super("Too many passwords to check");
	}

}
