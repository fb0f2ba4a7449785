package io.strapper.security;

import java.io.IOException;

import io.strapper.language.ReaderLanguage;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Answers requests that are refused: a program gets a problem detail, a person a page or
 * the way to sign in. Each gets one sentence that says what to do.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	/** Addresses for programs, which cannot use a redirect to a page. */
	static final RequestMatcher PROGRAMS = new OrRequestMatcher(
			PathPatternRequestMatcher.withDefaults().matcher("/api/**"),
			PathPatternRequestMatcher.withDefaults().matcher("/v3/api-docs*"),
			PathPatternRequestMatcher.withDefaults().matcher("/actuator/prometheus"),
			PathPatternRequestMatcher.withDefaults().matcher("/ws/**"));

	private final AppRules rules;

	private final Problems problems;

	Refusals(AppRules rules, Problems problems) {
		this.rules = rules;
		this.problems = problems;
	}

	/** Answers somebody who is not signed in. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (PROGRAMS.matches(request)) {
			problem(request, response, HttpStatus.UNAUTHORIZED, Sentence.of("problem.sign-in", signIn(request)));
		}
		else {
			new DefaultRedirectStrategy().sendRedirect(request, response, "/login");
		}
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		boolean stale = exception instanceof CsrfException;
		if (!this.rules.isUser(user)) {
			signInAgain(request, response);
		}
		else if (!stale && this.rules.mustChangePassword(user)) {
			changePassword(request, response);
		}
		else {
			refuse(request, response, Sentence.of(stale ? "problem.stale" : "problem.admins-only"));
		}
	}

	/** An administrator has chosen the password, and knows it. */
	private void changePassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (PROGRAMS.matches(request)) {
			problem(request, response, HttpStatus.FORBIDDEN,
					Sentence.of("problem.must-change", request.getContextPath() + "/account"));
		}
		else {
			new DefaultRedirectStrategy().sendRedirect(request, response, "/account");
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Sentence sentence)
			throws IOException {
		if (PROGRAMS.matches(request)) {
			problem(request, response, HttpStatus.FORBIDDEN, sentence);
		}
		else {
			response.sendError(HttpStatus.FORBIDDEN.value(), sentence.in(ReaderLanguage.of(request)));
		}
	}

	/**
	 * The session, and the CSRF token with it, has ended while the page was open, or the
	 * user may not sign in any more.
	 */
	private void signInAgain(HttpServletRequest request, HttpServletResponse response) throws IOException {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
		if (PROGRAMS.matches(request)) {
			problem(request, response, HttpStatus.UNAUTHORIZED, Sentence.of("problem.sign-in.again", signIn(request)));
		}
		else {
			new DefaultRedirectStrategy().sendRedirect(request, response, "/login?expired");
		}
	}

	private static String signIn(HttpServletRequest request) {
		return request.getContextPath() + "/login";
	}

	private void problem(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Sentence sentence)
			throws IOException {
		this.problems.write(request, response, status, sentence);
	}

}
