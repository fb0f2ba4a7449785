package io.strapper.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets an attempt to sign in with a password through, or answers that it has to wait, or
 * that no password counts.
 */
class SignInFilter extends OncePerRequestFilter {

	private static final RequestMatcher SIGN_IN = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/login");

	private final SignInGate gate;

	private final SignInAnswers answers;

	private final SignInWays ways;

	SignInFilter(SignInGate gate, SignInAnswers answers, SignInWays ways) {
		this.gate = gate;
		this.answers = answers;
		this.ways = ways;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !SIGN_IN.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.ways.byPassword()) {
			this.answers.refused(request, response, HttpStatus.FORBIDDEN, SignInWays.NO_PASSWORDS);
			return;
		}
		try (SignIn signIn = this.gate.enter(request)) {
			signIn.attachTo(request);
			chain.doFilter(request, response);
		}
		catch (SignInDelayedException ex) {
			this.answers.delayed(request, response, ex);
		}
	}

}
