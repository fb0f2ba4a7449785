package io.strapper.oidc;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import io.strapper.language.Sentence;
import io.strapper.security.Networks;
import io.strapper.security.Problems;
import io.strapper.security.Throttle;
import io.strapper.security.Throttles;
import io.strapper.user.ConcurrencyLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what strangers make us ask a provider. Few requests at a time wait for a
 * provider, so that a slow one does not take all threads; and invalid logout tokens, for
 * each of which the provider's keys are fetched, are throttled by network. Safe for use
 * by several threads.
 */
class ProviderGate extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(ProviderGate.class);

	private final ConcurrencyLimit waiting = new ConcurrencyLimit(16, 8);

	private final Throttle networks;

	private final Problems problems;

	private final Clock clock;

	ProviderGate(Throttles throttles, Problems problems, Clock clock) {
		this.networks = throttles.of("logout token", 20);
		this.problems = problems;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String network = Networks.of(request.getRemoteAddr());
		boolean logout = request.getMethod().equals(HttpMethod.POST.name());
		if (!this.waiting.enter(network)) {
			busy(request, response, logout);
			return;
		}
		try {
			if (logout) {
				logOut(network, request, response, chain);
			}
			else {
				chain.doFilter(request, response);
			}
		}
		finally {
			this.waiting.leave(network);
		}
	}

	private void busy(HttpServletRequest request, HttpServletResponse response, boolean logout) throws IOException {
		if (logout) {
			refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(4), "problem.logout.busy");
		}
		else {
			new DefaultRedirectStrategy().sendRedirect(request, response,
					"/login?problem=" + SignInProblem.BUSY.code());
		}
	}

	private void logOut(String network, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Duration pause = this.networks.attempt(network, this.clock.instant());
		if (!pause.isZero()) {
			refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, pause, "problem.logout.guessed");
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (AuthenticationException ex) {
			log.warn("A logout token could not be verified: {}", ex.getMessage());
			refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, Duration.ofSeconds(30),
					"problem.logout.unreachable");
		}
		if (response.getStatus() == HttpStatus.OK.value()) {
			this.networks.undo(network);
		}
		else {
			log.info("A logout token was refused with {}", response.getStatus());
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Duration pause,
			String key) throws IOException {
		long seconds = pause.toSeconds() + 1;
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		this.problems.write(request, response, status, Sentence.of(key, seconds));
	}

}
