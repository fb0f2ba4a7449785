package io.strapper.token;

import java.io.IOException;

import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.audit.Audit;
import io.strapper.security.AppRules;
import io.strapper.security.Problems;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests whose token is refused: a problem detail with one sentence, and the
 * error code of RFC 6750 in {@code WWW-Authenticate}.
 */
@Component
class TokenRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final AppRules rules;

	private final Problems problems;

	private final Audit audit;

	TokenRefusals(AppRules rules, Problems problems, Audit audit) {
		this.rules = rules;
		this.problems = problems;
		this.audit = audit;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (exception instanceof InvalidTokensDelayedException delay) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(delay.seconds()));
			this.problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, delay.sentence());
			return;
		}
		refuse(request, response, HttpStatus.UNAUTHORIZED, "invalid_token",
				(exception instanceof Sentence.Told told) ? told.sentence() : Sentence.of("problem.token.unknown"));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (!this.rules.isUser(user)) {
			refuse(request, response, HttpStatus.UNAUTHORIZED, "invalid_token", Sentence.of("problem.token.user"));
			return;
		}
		this.audit.noteRefusal("token", request.getMethod());
		refuse(request, response, HttpStatus.FORBIDDEN, "insufficient_scope", sentence(exception, user));
	}

	private Sentence sentence(AccessDeniedException exception, @Nullable Authentication user) {
		if (exception instanceof InsufficientScopeException insufficient) {
			return insufficient.sentence();
		}
		return this.rules.mustChangePassword(user) ? Sentence.of("problem.token.must-change")
				: Sentence.of("problem.token.admins-only");
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String error,
			Sentence sentence) throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + error + "\"");
		this.problems.write(request, response, status, sentence);
	}

}
