package io.strapper.security;

import java.io.IOException;

import io.strapper.language.Sentence;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Answers a sign-in with the page that the user wanted, the form again, or a delay. */
class SignInAnswers extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

	private final SavedPages savedPages;

	private final Problems problems;

	SignInAnswers(SavedPages savedPages, Problems problems) {
		this.savedPages = savedPages;
		this.problems = problems;
		setRequestCache(savedPages);
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws ServletException, IOException {
		SignIn.of(request).succeeded(request, response);
		super.onAuthenticationSuccess(request, response, authentication);
		this.savedPages.removeRequest(request, response);
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws ServletException, IOException {
		if (exception instanceof AuthenticationServiceException) {
			delayed(request, response, SignInDelayedException.busy());
			return;
		}
		SignIn.of(request).failed();
		getRedirectStrategy().sendRedirect(request, response, "/login?error");
	}

	/**
	 * Answers with a sign-in page that says how long to wait, or with a problem detail.
	 */
	void delayed(HttpServletRequest request, HttpServletResponse response, SignInDelayedException delay)
			throws ServletException, IOException {
		HttpStatus status = delay.isBusy() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.TOO_MANY_REQUESTS;
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(delay.seconds()));
		refused(request, response, status, delay.sentence());
	}

	/**
	 * Answers with a sign-in page that says why nobody was signed in, or with a problem
	 * detail.
	 */
	void refused(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Sentence sentence)
			throws ServletException, IOException {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
			this.problems.write(request, response, status, sentence);
			return;
		}
		response.setStatus(status.value());
		request.setAttribute("refusal", sentence);
		request.getRequestDispatcher("/login").forward(new HttpServletRequestWrapper(request) {
			@Override
			public String getMethod() {
				return HttpMethod.GET.name();
			}
		}, response);
	}

}
