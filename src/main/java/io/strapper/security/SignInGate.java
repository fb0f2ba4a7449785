package io.strapper.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.user.DeviceCookies;
import io.strapper.user.RefusedException;
import io.strapper.user.Users;

import org.springframework.stereotype.Component;

/**
 * Lets whoever guesses passwords wait: for each account, for each address, and for each
 * browser in which the account's user has signed in before. Such a browser waits for its
 * own failures only, whatever strangers do. Safe for use by several threads.
 */
@Component
public class SignInGate {

	private static final String ATTEMPT = SignInGate.class.getName();

	private final Throttle accounts = new Throttle(5);

	private final Throttle addresses = new Throttle(20);

	private final Throttle browsers = new Throttle(10);

	private final Throttle owners = new Throttle(5);

	private final DeviceCookies known;

	private final Clock clock;

	SignInGate(DeviceCookies known, Clock clock) {
		this.known = known;
		this.clock = clock;
	}

	/**
	 * Asks for an attempt to sign in, which counts as failed from now on.
	 * @return zero, or how long to wait
	 */
	Duration enter(HttpServletRequest request) {
		String name = Users.name(String.valueOf(request.getParameter("username"))).orElse("");
		Optional<String> browser = this.known.find(request, name);
		List<Claim> claims = browser.map((key) -> List.of(new Claim(this.browsers, key)))
			.orElseGet(() -> List.of(new Claim(this.accounts, name),
					new Claim(this.addresses, Networks.of(request.getRemoteAddr()))));
		for (int i = 0; i < claims.size(); i++) {
			Claim claim = claims.get(i);
			Duration pause = claim.throttle().attempt(claim.key(), this.clock.instant());
			if (!pause.isZero()) {
				claims.subList(0, i).forEach(Claim::undo);
				return pause;
			}
		}
		request.setAttribute(ATTEMPT, new Attempt(claims));
		return Duration.ZERO;
	}

	/** The attempt could not be made. */
	void undo(HttpServletRequest request) {
		attempt(request).claims().forEach(Claim::undo);
	}

	/** The attempt was a user's own, and so will be more from this browser. */
	void succeeded(HttpServletRequest request, HttpServletResponse response, String name) {
		undo(request);
		this.accounts.forget(name);
		attempt(request).claims().stream().filter((claim) -> claim.throttle() == this.browsers).forEach(Claim::forget);
		this.known.remember(request, response, name);
	}

	private static Attempt attempt(HttpServletRequest request) {
		return (request.getAttribute(ATTEMPT) instanceof Attempt attempt) ? attempt : new Attempt(List.of());
	}

	/**
	 * Asks for an attempt of somebody who is signed in to tell their own password.
	 * @throws RefusedException if that has to wait
	 */
	public void askOwner(String name) {
		Duration pause = this.owners.attempt(name, this.clock.instant());
		if (!pause.isZero()) {
			throw new RefusedException(
					"Too many wrong passwords: try again in %d seconds.".formatted(pause.toSeconds() + 1));
		}
	}

	/** Somebody who is signed in has told their own password. */
	public void knowsOwner(String name) {
		this.owners.forget(name);
	}

	/**
	 * What one sign-in has asked for.
	 *
	 * @param claims where it is counted
	 */
	private record Attempt(List<Claim> claims) {

	}

	/**
	 * Where an attempt is counted.
	 *
	 * @param throttle by what
	 * @param key for whom
	 */
	private record Claim(Throttle throttle, String key) {

		void undo() {
			this.throttle.undo(this.key);
		}

		void forget() {
			this.throttle.forget(this.key);
		}

	}

}
