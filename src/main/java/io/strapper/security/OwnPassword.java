package io.strapper.security;

import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.user.DeviceCookies;
import io.strapper.user.LocalPasswords;
import io.strapper.user.RefusedException;
import io.strapper.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** How a signed-in user changes their own password. */
@Component
public class OwnPassword {

	private final SignInGate gate;

	private final Users users;

	private final LocalPasswords passwords;

	private final DeviceCookies devices;

	private final Audit audit;

	private final SignInWays ways;

	private final ProvenSignIn signIn;

	OwnPassword(SignInGate gate, Users users, LocalPasswords passwords, DeviceCookies devices, Audit audit,
			SignInWays ways, ProvenSignIn signIn) {
		this.gate = gate;
		this.users = users;
		this.passwords = passwords;
		this.devices = devices;
		this.audit = audit;
		this.ways = ways;
		this.signIn = signIn;
	}

	/**
	 * Whether a user has a password that can be used.
	 * @param name the user's name
	 */
	public boolean isUsable(String name) {
		return this.ways.byPassword() && this.users.isLocal(name);
	}

	/**
	 * Changes the password. The user stays signed in in this session, under a new
	 * identifier, and nowhere else.
	 * @param current the password until now, as it was typed
	 * @param password the new one
	 * @throws RefusedException if the current one is wrong, if that was tried too often,
	 * if the new one cannot be used, or if the user has none
	 */
	public void change(HttpServletRequest request, HttpServletResponse response, Authentication user, String current,
			String password) {
		String name = user.getName();
		requireUsable(name);
		this.gate.attemptOwnPassword(name);
		if (!this.passwords.matches(name, current)) {
			this.audit.noteFailure(name, "failed own password");
			throw new RefusedException(Sentence.of("problem.password.current"));
		}
		this.gate.confirmOwnPassword(name);
		this.passwords.change(name, password, request.getSession().getId());
		this.audit.note("change password", null);
		request.changeSessionId();
		this.users.signedInUser(name).ifPresent((now) -> this.signIn.keep(request, response, now));
		this.devices.remember(request, response, name);
	}

	private void requireUsable(String name) {
		if (!this.ways.byPassword()) {
			throw new RefusedException(SignInWays.NO_PASSWORDS);
		}
		if (!this.users.isLocal(name)) {
			throw new RefusedException(Sentence.of("problem.password.elsewhere"));
		}
	}

}
