package io.strapper.security;

import java.io.IOException;

import io.strapper.language.ReaderLanguage;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Answers programs that a filter refuses: problem details (RFC 9457). */
@Component
public class Problems {

	private final JsonMapper json;

	Problems(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answers a program.
	 * @param sentence what to do
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Sentence sentence)
			throws IOException {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence.in(ReaderLanguage.of(request)));
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.json.writeValueAsBytes(problem));
	}

}
