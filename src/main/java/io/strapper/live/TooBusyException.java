package io.strapper.live;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The server has no capacity for an answer now: 503 with {@code Retry-After}.
 */
public class TooBusyException extends RefusedRequestException {

	private static final long serialVersionUID = 1L;

	private static final String SECONDS = "2";

	TooBusyException() {
		this(Sentence.of("problem.busy"));
	}

	/**
	 * A refusal for a few seconds.
	 * @param sentence says why, and what to do
	 */
	public TooBusyException(Sentence sentence) {
		super(HttpStatus.SERVICE_UNAVAILABLE, sentence);
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, SECONDS);
		return headers;
	}

}
