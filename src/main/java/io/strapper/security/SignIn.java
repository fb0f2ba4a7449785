package io.strapper.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One attempt to sign in, from the form to its outcome. Until the outcome is known it
 * counts as failed: of many attempts at once, each counts. Used by one thread.
 */
final class SignIn implements AutoCloseable {

	private static final String ATTRIBUTE = SignIn.class.getName();

	private final SignInGate gate;

	private final String name;

	private final List<Claim> claims;

	private boolean decided;

	/**
	 * Begins an attempt that may be made.
	 * @param gate the gate that let it in
	 * @param name the user's name, empty if no user can have the name that was typed
	 * @param claims where it is counted as failed
	 */
	SignIn(SignInGate gate, String name, List<Claim> claims) {
		this.gate = gate;
		this.name = name;
		this.claims = claims;
	}

	/** The attempt that a request makes. */
	static SignIn of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof SignIn signIn) {
			return signIn;
		}
		throw new IllegalStateException("No sign-in is under way");
	}

	/** Makes this the attempt of a request. */
	void attachTo(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/** It was the user's own: later attempts from this browser are told from others. */
	void succeeded(HttpServletRequest request, HttpServletResponse response) {
		this.decided = true;
		this.claims.forEach(Claim::settle);
		this.gate.succeeded(this.name, request, response);
	}

	/** The name and the password do not belong together. */
	void failed() {
		this.decided = true;
		this.gate.failed(this.name);
	}

	/** Ends the attempt. One without an outcome was not made, and does not count. */
	@Override
	public void close() {
		if (!this.decided) {
			this.claims.forEach(Claim::undo);
		}
		this.gate.leave(this.name);
	}

	/**
	 * Where an attempt is counted.
	 *
	 * @param throttle by what
	 * @param key for whom
	 * @param forgiving whether a success ends the pauses for the failures before it
	 */
	record Claim(Throttle throttle, String key, boolean forgiving) {

		Duration attempt(Instant now) {
			return this.throttle.attempt(this.key, now);
		}

		void undo() {
			this.throttle.undo(this.key);
		}

		void settle() {
			if (this.forgiving) {
				this.throttle.forget(this.key);
			}
			else {
				undo();
			}
		}

	}

}
