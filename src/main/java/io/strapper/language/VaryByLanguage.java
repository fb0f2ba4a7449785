package io.strapper.language;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells caches that an answer is in the language of whoever asked, refusals too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class VaryByLanguage extends OncePerRequestFilter {

	private static final List<String> THE_SAME_FOR_ALL = List.of("/js/", "/css/", "/icons/", "/ws");

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return THE_SAME_FOR_ALL.stream().anyMatch(path::startsWith);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
		response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
		chain.doFilter(request, response);
	}

}
