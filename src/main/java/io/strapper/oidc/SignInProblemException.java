package io.strapper.oidc;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;

/** A provider has authenticated somebody whom Strapper does not let in, or could not. */
class SignInProblemException extends AuthenticationServiceException {

	private static final long serialVersionUID = 1L;

	private final SignInProblem problem;

	/**
	 * A failed sign-in.
	 * @param message what an administrator reads in the log
	 * @param cause what went wrong, or null
	 */
	SignInProblemException(SignInProblem problem, String message, @Nullable Throwable cause) {
		super(message);
		this.problem = problem;
		if (cause != null) {
			initCause(cause);
		}
	}

	SignInProblem problem() {
		return this.problem;
	}

}
