package io.strapper.security;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before the sign-in, and sends away for a while whoever guesses. */
class SignInFilter extends OncePerRequestFilter {

	private static final RequestMatcher SIGN_IN = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/login");

	private final SignInGate gate;

	private final Refusals refusals;

	SignInFilter(SignInGate gate, Refusals refusals) {
		this.gate = gate;
		this.refusals = refusals;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !SIGN_IN.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Duration pause = this.gate.enter(request);
		if (pause.isZero()) {
			chain.doFilter(request, response);
		}
		else {
			sendAway(request, response, pause);
		}
	}

	/** Answers 429: a sign-in page that says how long to wait, or a problem detail. */
	void sendAway(HttpServletRequest request, HttpServletResponse response, Duration pause)
			throws ServletException, IOException {
		long seconds = pause.toSeconds() + 1;
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
			this.refusals.problem(response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many sign-ins failed: try again in %d seconds.".formatted(seconds));
			return;
		}
		response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		request.setAttribute("wait", seconds);
		request.getRequestDispatcher("/login").forward(new HttpServletRequestWrapper(request) {
			@Override
			public String getMethod() {
				return HttpMethod.GET.name();
			}
		}, response);
	}

}
