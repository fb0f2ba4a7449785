package io.strapper.web;

import java.util.Arrays;

import io.strapper.language.Language;
import io.strapper.language.ReaderLanguage;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.home.DatabaseAway;
import io.strapper.home.OutOfMemory;
import io.strapper.live.LogRemovedException;
import io.strapper.live.NotVisibleException;
import io.strapper.node.NoNodeException;
import io.strapper.process.ActionUnavailableException;
import io.strapper.run.DiskFullException;
import io.strapper.run.Run;
import io.strapper.run.RunInProgressException;
import io.strapper.search.UnreadableExpressionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers errors with one sentence that says what to do: as problem details (RFC 9457)
 * below {@code /api} and {@code /hooks}, on the error page elsewhere.
 */
@ControllerAdvice
class ErrorAdvice {

	private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

	private final UserView.CurrentUserAdvice users;

	ErrorAdvice(UserView.CurrentUserAdvice users) {
		this.users = users;
	}

	@ExceptionHandler
	Object notVisible(NotVisibleException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.NOT_FOUND, ex));
	}

	@ExceptionHandler
	Object actionUnavailable(ActionUnavailableException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.NOT_FOUND, ex));
	}

	@ExceptionHandler
	Object notAllowed(NotAllowedException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.FORBIDDEN, ex));
	}

	@ExceptionHandler
	Object runInProgress(RunInProgressException ex, HttpServletRequest request, HttpServletResponse response) {
		Run active = ex.active();
		ProblemDetail problem = problem(request, HttpStatus.CONFLICT, ex);
		problem.setProperty("run", active.number());
		problem.setProperty("link", request.getContextPath() + "/apps/" + active.app() + "/runs/" + active.number());
		problem.setProperty("linkText",
				Sentence.of("problem.run-active.link", active.number()).in(ReaderLanguage.of(request)));
		return answer(request, response, problem);
	}

	@ExceptionHandler
	Object diskFull(DiskFullException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.INSUFFICIENT_STORAGE, ex));
	}

	@ExceptionHandler
	Object noNode(NoNodeException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.SERVICE_UNAVAILABLE, ex));
	}

	@ExceptionHandler
	Object logRemoved(LogRemovedException ex, HttpServletRequest request, HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.GONE, ex));
	}

	@ExceptionHandler
	Object unparsable(MethodArgumentTypeMismatchException ex, HttpServletRequest request,
			HttpServletResponse response) {
		String sentence = unparsable(ex.getName(), ex.getParameter().getParameterType()).in(ReaderLanguage.of(request));
		return answer(request, response, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentence));
	}

	private static Sentence unparsable(String name, Class<?> type) {
		if (type == AppId.class) {
			return Sentence.of("problem.app-identifier");
		}
		if (type == boolean.class) {
			return Sentence.of("problem.value.boolean", name);
		}
		if (type.isEnum()) {
			return Sentence.of("problem.value.one-of", name, Arrays.toString(type.getEnumConstants()));
		}
		return Sentence.of("problem.value.number", name);
	}

	@ExceptionHandler
	Object unreadableExpression(UnreadableExpressionException ex, HttpServletRequest request,
			HttpServletResponse response) {
		return answer(request, response, problem(request, HttpStatus.BAD_REQUEST, ex));
	}

	@ExceptionHandler
	Object other(Exception ex, HttpServletRequest request, HttpServletResponse response) throws Exception {
		OutOfMemory.endProcessIfCauseOf(ex);
		if (ex instanceof ErrorResponse error) {
			error.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
			return answer(request, response, withAdvice(ex, error.getBody(), ReaderLanguage.of(request)));
		}
		if (ex instanceof AuthenticationException || ex instanceof AccessDeniedException) {
			// The security filters answer these.
			throw ex;
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			// The client has closed the connection: the reader has scrolled on, or gone
			return new ModelAndView();
		}
		if (DatabaseAway.isCauseOf(ex)) {
			// The filter that answers needs neither a session nor a page
			throw ex;
		}
		if (response.isCommitted()) {
			// A part of the answer was sent: the connection is closed, so that the client
			// notices that the answer is incomplete
			throw ex;
		}
		response.resetBuffer();
		log.error("{} {} failed", request.getMethod(), withoutToken(request.getRequestURI()), ex);
		return answer(request, response, ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				Sentence.of("problem.server").in(ReaderLanguage.of(request))));
	}

	/** Whoever has the address of shared lines can read them. */
	private static String withoutToken(String path) {
		return path.replaceFirst("/s/[^/]+", "/s/…");
	}

	private static ProblemDetail withAdvice(Exception ex, ProblemDetail problem, Language language) {
		if (ex instanceof Sentence.Told told) {
			problem.setDetail(told.sentence().in(language));
		}
		else if (problem.getStatus() == HttpStatus.NOT_FOUND.value()) {
			problem.setDetail(language.text("problem.not-found"));
		}
		return problem;
	}

	private static ProblemDetail problem(HttpServletRequest request, HttpStatusCode status, Exception ex) {
		return ProblemDetail.forStatusAndDetail(status, Sentence.Told.say(ex, ReaderLanguage.of(request)));
	}

	private static boolean isForPrograms(String path) {
		return path.startsWith("/api/") || path.startsWith("/hooks/");
	}

	private Object answer(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem) {
		if (isForPrograms(request.getRequestURI().substring(request.getContextPath().length()))) {
			return ResponseEntity.of(problem).build();
		}
		// A missing style sheet has set its own by now
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		ModelAndView page = new ModelAndView("error", HttpStatusCode.valueOf(problem.getStatus()));
		// Model attributes of an advice do not reach the views of exception handlers.
		page.addObject("user", this.users.user((Authentication) request.getUserPrincipal()));
		page.addObject("status", problem.getStatus());
		page.addObject("error", problem.getTitle());
		page.addObject("message", problem.getDetail());
		if (problem.getProperties() != null) {
			page.addAllObjects(problem.getProperties());
		}
		return page;
	}

}
