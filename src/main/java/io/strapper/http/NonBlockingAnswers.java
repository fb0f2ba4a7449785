package io.strapper.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.strapper.user.KeptBytes;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends answers without blocking a thread, so that a client that does not read harms only
 * itself. Answers that are being sent take at most a sixteenth of the heap, and for one
 * user a quarter of that.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NonBlockingAnswers extends OncePerRequestFilter {

	private static final int SHARE = 16;

	private static final int SHARE_OF_A_USER = 4;

	private final KeptBytes kept;

	NonBlockingAnswers() {
		long most = Runtime.getRuntime().maxMemory() / SHARE;
		this.kept = new KeptBytes(most, most / SHARE_OF_A_USER);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getMethod().equals(HttpMethod.HEAD.name());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Delivery delivery = new Delivery(request, response, new AnswerRoom(this.kept, request.getRemoteAddr()));
		boolean complete = false;
		try {
			chain.doFilter(request, delivery);
			delivery.complete();
			complete = true;
		}
		finally {
			if (!complete) {
				delivery.giveUp();
			}
		}
	}

}
