package io.strapper.security;

import java.io.IOException;

import io.strapper.user.SignedInUser;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Signs in a user who has proven who they are, by whatever means. The session keeps the
 * same as after any other sign-in: the {@link SignedInUser}, and nothing of the proof.
 */
@Component
public class ProvenSignIn {

	private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	private final SavedPages savedPages = new SavedPages();

	private final SavedRequestAwareAuthenticationSuccessHandler pages = new SavedRequestAwareAuthenticationSuccessHandler();

	private final SignInGate gate;

	ProvenSignIn(SignInGate gate) {
		this.gate = gate;
		this.pages.setRequestCache(this.savedPages);
	}

	/**
	 * Signs a user in, and leads the browser to the page that it wanted.
	 * @param how what the audit says, 32 characters at most
	 */
	public void enter(HttpServletRequest request, HttpServletResponse response, SignedInUser user, String how)
			throws ServletException, IOException {
		Authentication authentication = keep(request, response, user);
		this.gate.entered(user.getUsername(), how, request);
		this.pages.onAuthenticationSuccess(request, response, authentication);
		this.savedPages.removeRequest(request, response);
	}

	/** Makes this the user of the session. */
	Authentication keep(HttpServletRequest request, HttpServletResponse response, SignedInUser user) {
		Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(user, null,
				user.getAuthorities());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		return authentication;
	}

}
