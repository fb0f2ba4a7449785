package io.strapper.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.strapper.home.DatabaseAway;
import io.strapper.language.ReaderLanguage;
import io.strapper.language.Sentence;
import io.strapper.security.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests that fail since the database cannot be reached: even the session is
 * there, so that no page of ours can be made.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class DatabaseAwayFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(DatabaseAwayFilter.class);

	private static final String SECONDS = "10";

	private final Problems problems;

	DatabaseAwayFilter(Problems problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (response.isCommitted() || !DatabaseAway.isCauseOf(ex)) {
				throw ex;
			}
			log.debug("The database cannot be reached", ex);
			answer(request, response);
		}
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Sentence sentence = Sentence.of("problem.database");
		String path = request.getRequestURI().substring(request.getContextPath().length());
		response.resetBuffer();
		response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
		if (path.startsWith("/api/") || path.startsWith("/hooks/")) {
			this.problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, sentence);
		}
		else {
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
			response.setContentType(MediaType.TEXT_PLAIN_VALUE);
			response.setCharacterEncoding(StandardCharsets.UTF_8.name());
			response.getWriter().println(sentence.in(ReaderLanguage.of(request)));
		}
	}

}
