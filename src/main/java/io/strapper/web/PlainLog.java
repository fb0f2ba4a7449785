package io.strapper.web;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.http.Delivery;
import io.strapper.live.Answer;
import io.strapper.live.PlainTexts;
import io.strapper.log.PlainText;
import io.strapper.run.Run;
import io.strapper.security.OngoingAccess;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A log as text, as the page shows it: a line for each line, and no escape sequences. */
@RestController
class PlainLog {

	private static final int BUFFER = 1 << 16;

	private final AuthorizedReads reads;

	private final PlainTexts texts;

	private final ObjectProvider<Answer> answers;

	PlainLog(AuthorizedReads reads, PlainTexts texts, ObjectProvider<Answer> answers) {
		this.reads = reads;
		this.texts = texts;
		this.answers = answers;
	}

	@Hidden
	@GetMapping(path = "/api/apps/{app}/runs/{number}/log", params = "plain")
	void plain(@PathVariable AppId app, @PathVariable long number, Authentication user, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Run run = this.reads.run(user, app, number);
		if (request.getParameter("follow") != null) {
			throw new RefusedRequestException(HttpStatus.BAD_REQUEST, Sentence.of("problem.log-plain-follow"));
		}
		PlainText text = this.texts.open(run, user.getName(), this.answers.getObject());
		response.setContentType("text/plain;charset=UTF-8");
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Content-Disposition", "attachment; filename=\"" + app + "-run-" + number + ".txt\"");
		if (request.getMethod().equals(HttpMethod.GET.name())) {
			Delivery.of(request).atOnce();
			// From here on an answer that is not whole ends without its end
			response.flushBuffer();
			OutputStream out = new BufferedOutputStream(
					new Guarded(response.getOutputStream(), this.reads.ongoing(user, request, app)), BUFFER);
			text.writeTo(out);
			out.flush();
		}
	}

	/** Writes as long as its reader may see the log. */
	private static final class Guarded extends FilterOutputStream {

		private final OngoingAccess access;

		Guarded(OutputStream out, OngoingAccess access) {
			super(out);
			this.access = access;
		}

		@Override
		public void write(byte[] bytes, int start, int length) throws IOException {
			if (!this.access.isAllowed()) {
				throw new IOException("The reader may not see the log any more");
			}
			this.out.write(bytes, start, length);
		}

	}

}
