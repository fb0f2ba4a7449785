package io.strapper.security;

import io.strapper.audit.Audit;
import io.strapper.user.DeviceCookies;
import io.strapper.user.RefusedException;
import io.strapper.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** How a signed-in user changes their own password. */
@Component
public class OwnPassword {

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	private final SignInGate gate;

	private final Users users;

	private final DeviceCookies devices;

	private final Audit audit;

	OwnPassword(SignInGate gate, Users users, DeviceCookies devices, Audit audit) {
		this.gate = gate;
		this.users = users;
		this.devices = devices;
		this.audit = audit;
	}

	/**
	 * Changes the password. The user stays signed in in this session, under a new
	 * identifier, and nowhere else.
	 * @param current the password until now, as it was typed
	 * @param password the new one
	 * @throws RefusedException if the current one is wrong, if that was tried too often,
	 * or if the new one cannot be used
	 */
	public void change(HttpServletRequest request, HttpServletResponse response, Authentication user, String current,
			String password) {
		String name = user.getName();
		this.gate.attemptOwnPassword(name);
		if (!this.users.hasPassword(name, current)) {
			this.audit.noteFailure(name, "failed own password");
			throw new RefusedException("Current password is incorrect.");
		}
		this.gate.confirmOwnPassword(name);
		this.users.changePassword(name, password, request.getSession().getId());
		this.audit.note("change password", null);
		request.changeSessionId();
		staySignedIn(request, response, user);
		this.devices.remember(request, response, name);
	}

	private void staySignedIn(HttpServletRequest request, HttpServletResponse response, Authentication user) {
		this.users.signedInUser(user.getName()).ifPresent((now) -> {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context
				.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(now, null, user.getAuthorities()));
			SecurityContextHolder.setContext(context);
			this.contexts.saveContext(context, request, response);
		});
	}

}
