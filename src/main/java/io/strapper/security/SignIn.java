package io.strapper.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One attempt to sign in, from the form to its outcome. Until its outcome is known it
 * counts as failed, so that each of many simultaneous attempts counts. Not thread-safe.
 */
final class SignIn implements AutoCloseable {

	private static final String ATTRIBUTE = SignIn.class.getName();

	private final SignInGate gate;

	private final String name;

	private final List<Claim> claims;

	private boolean decided;

	/**
	 * Begins an attempt.
	 * @param gate the gate that admitted it
	 * @param name the user's name, empty if no user can have the name that was typed
	 * @param claims the throttles in which it is counted as failed
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

	/**
	 * The password was right: later attempts from this browser are counted apart from
	 * others.
	 */
	void succeeded(HttpServletRequest request, HttpServletResponse response) {
		this.decided = true;
		this.claims.forEach(Claim::settle);
		this.gate.succeeded(this.name, request, response);
	}

	/** The name or the password was wrong. */
	void failed() {
		this.decided = true;
		this.gate.failed(this.name);
	}

	/** Ends the attempt. An attempt without an outcome does not count. */
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
	 * @param throttle the throttle
	 * @param key the key in it
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
