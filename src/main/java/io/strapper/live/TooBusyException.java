package io.strapper.live;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The server has no capacity for an answer now: 503 with {@code Retry-After}.
 */
public class TooBusyException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	private static final String SECONDS = "2";

	TooBusyException() {
		this("The server is busy. Try again in a few seconds.");
	}

	/**
	 * A refusal for a few seconds.
	 * @param sentence says why, and what to do
	 */
	public TooBusyException(String sentence) {
		super(HttpStatus.SERVICE_UNAVAILABLE, sentence);
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, SECONDS);
		return headers;
	}

}
