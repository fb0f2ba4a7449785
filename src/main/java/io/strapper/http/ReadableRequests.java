package io.strapper.http;

import java.io.IOException;

import io.strapper.language.Sentence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.InvalidUrlException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Parses the parameters and a few headers of a request before any other filter does. A
 * request that cannot be parsed is answered with 400; a later failure would be logged as
 * an error of the server.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ReadableRequests extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		request.getParameterMap();
		if (isReadable(request)) {
			chain.doFilter(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST, Sentence.of("problem.header").toString());
		}
	}

	private static boolean isReadable(HttpServletRequest request) {
		try {
			MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
			MediaType.parseMediaTypes(request.getHeader(HttpHeaders.CONTENT_TYPE));
			return isOrigin(request.getHeader(HttpHeaders.ORIGIN));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static boolean isOrigin(@Nullable String origin) {
		try {
			// Tomcat parses the port lazily
			return origin == null || UriComponentsBuilder.fromUriString(origin).build().getPort() >= -1;
		}
		catch (InvalidUrlException | IllegalStateException ex) {
			return false;
		}
	}

}
