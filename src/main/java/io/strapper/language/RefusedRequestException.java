package io.strapper.language;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request is answered with a status, and a sentence that says what to do. */
public class RefusedRequestException extends ResponseStatusException implements Sentence.Told {

	private static final long serialVersionUID = 1L;

	private final Sentence sentence;

	public RefusedRequestException(HttpStatus status, Sentence sentence) {
		super(status, sentence.toString());
		this.sentence = sentence;
	}

	@Override
	public Sentence sentence() {
		return this.sentence;
	}

}
