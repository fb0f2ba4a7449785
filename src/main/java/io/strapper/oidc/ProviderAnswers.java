package io.strapper.oidc;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.audit.Audit;
import io.strapper.security.ProvenSignIn;
import io.strapper.user.ProviderSessions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.client.RestClientException;

/**
 * Answers somebody who comes back from a provider: with the page that they wanted, or
 * with the sign-in page, which says what went wrong and what to do.
 */
class ProviderAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

	private static final Logger log = LoggerFactory.getLogger(ProviderAnswers.class);

	/** Of RFC 6749 and OpenID Connect, and of Spring Security. */
	private static final Map<String, SignInProblem> PROBLEMS = Map.ofEntries(
			Map.entry("access_denied", SignInProblem.DENIED), Map.entry("login_required", SignInProblem.DENIED),
			Map.entry("interaction_required", SignInProblem.DENIED),
			Map.entry("consent_required", SignInProblem.DENIED),
			Map.entry("temporarily_unavailable", SignInProblem.UNREACHABLE),
			Map.entry("server_error", SignInProblem.UNREACHABLE), Map.entry("invalid_client", SignInProblem.CLIENT),
			Map.entry("unauthorized_client", SignInProblem.CLIENT), Map.entry("invalid_scope", SignInProblem.CLIENT),
			Map.entry("authorization_request_not_found", SignInProblem.STALE),
			Map.entry("invalid_state_parameter", SignInProblem.STALE),
			Map.entry("invalid_request", SignInProblem.STALE), Map.entry("invalid_grant", SignInProblem.STALE));

	private final ProvenSignIn signIn;

	private final ProviderSessions sessions;

	private final Audit audit;

	ProviderAnswers(ProvenSignIn signIn, ProviderSessions sessions, Audit audit) {
		this.signIn = signIn;
		this.sessions = sessions;
		this.audit = audit;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException, ServletException {
		if (!(authentication.getPrincipal() instanceof ProviderUser user)) {
			throw new IllegalStateException("Not authenticated by OpenID Connect");
		}
		String sid = user.getIdToken().getClaimAsString("sid");
		if (sid != null) {
			this.sessions.remember(request.getSession(), user.identity().issuer(), sid, user.account().getUsername());
		}
		this.signIn.enter(request, response, user.account(), "sign-in with provider");
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		SignInProblem problem = problem(exception);
		if (problem != SignInProblem.STALE && problem != SignInProblem.UNKNOWN_PROVIDER) {
			this.audit.noteFailure(null, "failed sign-in");
			log.warn("A sign-in with a provider failed ({}): {}", problem.code(), exception.getMessage());
		}
		new DefaultRedirectStrategy().sendRedirect(request, response, "/login?problem=" + problem.code());
	}

	private static SignInProblem problem(AuthenticationException exception) {
		return Stream.<Throwable>iterate(exception, (cause) -> cause != null, Throwable::getCause)
			.map(ProviderAnswers::known)
			.flatMap(Stream::ofNullable)
			.findFirst()
			.orElseGet(() -> judged(exception));
	}

	private static @Nullable SignInProblem known(Throwable cause) {
		if (cause instanceof SignInProblemException problem) {
			return problem.problem();
		}
		// From the filter that looks for the provider, whose own exception is not public
		if (cause instanceof IllegalArgumentException) {
			return SignInProblem.UNKNOWN_PROVIDER;
		}
		return null;
	}

	private static SignInProblem judged(AuthenticationException exception) {
		Throwable cause = exception.getCause();
		if (cause instanceof BadJwtException) {
			String message = String.valueOf(cause.getMessage());
			return message.matches("(?s).*(expired at|used before|exp=|iat=).*") ? SignInProblem.CLOCK
					: SignInProblem.INVALID;
		}
		if (cause instanceof JwtException || isOfConnection(exception)) {
			return SignInProblem.UNREACHABLE;
		}
		return (exception instanceof OAuth2AuthenticationException error)
				? PROBLEMS.getOrDefault(error.getError().getErrorCode(), SignInProblem.INVALID) : SignInProblem.INVALID;
	}

	private static boolean isOfConnection(Throwable exception) {
		return Stream.iterate(exception, (cause) -> cause != null, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof IOException || cause instanceof RestClientException);
	}

}
