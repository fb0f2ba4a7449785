package io.strapper.share;

import java.util.Map;

import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.live.Answer;
import io.strapper.live.TooBusyException;
import io.strapper.security.Networks;
import io.strapper.user.ConcurrencyLimit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that a link leads to. It needs no sign-in, and shows nothing but the lines;
 * whoever has the link may show it to anybody.
 */
@Controller
class SharedController {

	private static final int MOST = 8;

	private static final int MOST_OF_A_NETWORK = 2;

	private final ConcurrencyLimit going = new ConcurrencyLimit(MOST, MOST_OF_A_NETWORK);

	private final ShareSettings settings;

	private final ShareGate gate;

	private final SharedLines lines;

	private final ObjectProvider<Answer> answers;

	SharedController(ShareSettings settings, ShareGate gate, SharedLines lines, ObjectProvider<Answer> answers) {
		this.settings = settings;
		this.gate = gate;
		this.lines = lines;
		this.answers = answers;
	}

	@GetMapping("/s/{token}")
	ModelAndView shared(@PathVariable String token, HttpServletRequest request) {
		if (!this.settings.enabled()) {
			return over(HttpStatus.NOT_FOUND);
		}
		return this.gate.find(token, request.getRemoteAddr())
			.map((share) -> page(share, Networks.of(request.getRemoteAddr())))
			.orElseGet(() -> over(HttpStatus.NOT_FOUND));
	}

	private ModelAndView page(Share share, String network) {
		if (!this.going.enter(network)) {
			throw new TooBusyException(Sentence.of("problem.share.busy"));
		}
		try {
			return this.lines.of(share, this.answers.getObject())
				.map((view) -> new ModelAndView("shared", Map.of("shared", view, "markers", view.markers())))
				.orElseGet(() -> over(HttpStatus.GONE));
		}
		finally {
			this.going.leave(network);
		}
	}

	@ExceptionHandler
	ModelAndView busy(TooBusyException ex, HttpServletResponse response) {
		ex.getHeaders().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		return over(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@ExceptionHandler
	ModelAndView delayed(GuessesDelayedException ex, HttpServletResponse response) {
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(ex.seconds()));
		return over(HttpStatus.TOO_MANY_REQUESTS);
	}

	private static ModelAndView over(HttpStatus status) {
		return new ModelAndView("shared-over", Map.of("status", status.value()), status);
	}

}
