package io.strapper.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.user.ConcurrencyLimit;
import io.strapper.user.DeviceCookies;
import io.strapper.user.RefusedException;
import io.strapper.user.Sessions;
import io.strapper.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Delays guesses of passwords: per account, per network, and per device cookie of a
 * browser in which the account's user has signed in before. Such a browser is delayed by
 * its own failures only. Safe for use by several threads.
 */
@Component
class SignInGate {

	private static final Logger log = LoggerFactory.getLogger(SignInGate.class);

	/** Most passwords of one user that are checked, or wait to be checked, at a time. */
	private static final int MOST_OF_USER = 2;

	private final Throttle accounts;

	private final Throttle networks;

	private final Throttle browsers;

	private final Throttle owners;

	private final ConcurrencyLimit underWay = new ConcurrencyLimit(Integer.MAX_VALUE, MOST_OF_USER);

	private final DeviceCookies devices;

	private final Users users;

	private final Audit audit;

	private final Clock clock;

	SignInGate(Throttles throttles, DeviceCookies devices, Users users, Audit audit, Clock clock) {
		this.accounts = throttles.of("account", 5);
		this.networks = throttles.of("network", 20);
		this.browsers = throttles.of("browser", 10);
		this.owners = throttles.of("own password", 5);
		this.devices = devices;
		this.users = users;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Begins an attempt to sign in.
	 * @throws SignInDelayedException if it has to wait; then it does not count
	 */
	SignIn enter(HttpServletRequest request) {
		String name = Users.name(String.valueOf(request.getParameter("username"))).orElse("");
		if (!name.isEmpty() && !this.underWay.enter(name)) {
			throw SignInDelayedException.busy();
		}
		try {
			return new SignIn(this, name, claim(claims(name, request)));
		}
		catch (RuntimeException ex) {
			leave(name);
			throw ex;
		}
	}

	private List<SignIn.Claim> claims(String name, HttpServletRequest request) {
		Optional<String> device = this.devices.find(request, name);
		return device.map((key) -> List.of(new SignIn.Claim(this.browsers, key, true)))
			.orElseGet(() -> List.of(new SignIn.Claim(this.accounts, name, true),
					new SignIn.Claim(this.networks, Networks.of(request.getRemoteAddr()), false)));
	}

	private List<SignIn.Claim> claim(List<SignIn.Claim> claims) {
		for (int i = 0; i < claims.size(); i++) {
			Duration pause = claims.get(i).attempt(this.clock.instant());
			if (!pause.isZero()) {
				claims.subList(0, i).forEach(SignIn.Claim::undo);
				throw SignInDelayedException.guessed(pause);
			}
		}
		return claims;
	}

	void succeeded(String name, HttpServletRequest request, HttpServletResponse response) {
		this.devices.remember(request, response, name);
		entered(name, "sign-in", request);
	}

	/**
	 * Notes that a user has signed in.
	 * @param how what the audit says, 32 characters at most
	 */
	void entered(String name, String how, HttpServletRequest request) {
		Sessions.describe(request);
		this.users.signedIn(name);
		this.audit.note(name, how, null);
		log.info("User {} signed in", name);
	}

	void failed(String name) {
		// A name that no user has may be a password that was typed into the wrong field
		String user = this.users.exists(name) ? name : null;
		this.audit.noteFailure(user, "failed sign-in");
		log.info("A sign-in as {} failed", (user != null) ? user : "(no user)");
	}

	void leave(String name) {
		if (!name.isEmpty()) {
			this.underWay.leave(name);
		}
	}

	/**
	 * Counts an attempt of a signed-in user to enter their own password. It counts as
	 * failed until it is confirmed.
	 * @throws RefusedException if the user has to wait
	 */
	void attemptOwnPassword(String name) {
		Duration pause = this.owners.attempt(name, this.clock.instant());
		if (!pause.isZero()) {
			throw new RefusedException(Sentence.of("problem.password.wait", pause.toSeconds() + 1));
		}
	}

	/** The password was the user's own. */
	void confirmOwnPassword(String name) {
		this.owners.forget(name);
	}

}
