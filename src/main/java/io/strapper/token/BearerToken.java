package io.strapper.token;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/** The {@code Authorization: Bearer} of a request (RFC 6750). */
final class BearerToken {

	private static final String SCHEME = "Bearer";

	private BearerToken() {
	}

	/** Whether a request has one, whatever it is worth. */
	static boolean isIn(HttpServletRequest request) {
		return of(request).isPresent();
	}

	/**
	 * The text behind the scheme.
	 * @return empty if the request has no such header
	 */
	static Optional<String> of(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null) {
			return Optional.empty();
		}
		String[] parts = header.strip().split("\\s+", 2);
		return parts[0].equalsIgnoreCase(SCHEME) ? Optional.of((parts.length > 1) ? parts[1] : "") : Optional.empty();
	}

}
