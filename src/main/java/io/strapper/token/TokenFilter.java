package io.strapper.token;

import java.io.IOException;

import io.strapper.language.Sentence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request by its token, and refuses what the token's scopes do not
 * include. What its user may do is checked behind it, as for any request.
 */
class TokenFilter extends OncePerRequestFilter {

	/** Whoever finds a token must not be able to make a second one. */
	private static final RequestMatcher TOKENS = new OrRequestMatcher(
			PathPatternRequestMatcher.withDefaults().matcher("/api/tokens"),
			PathPatternRequestMatcher.withDefaults().matcher("/api/tokens/**"));

	/** Nor what a webhook is signed with, which needs no token. */
	private static final RequestMatcher HOOK_SECRETS = PathPatternRequestMatcher.withDefaults()
		.matcher("/api/apps/*/hook/secret/**");

	private static final RequestMatcher SOCKETS = PathPatternRequestMatcher.withDefaults().matcher("/ws/**");

	private final TokenGate gate;

	private final SecurityContextRepository contexts;

	TokenFilter(TokenGate gate, SecurityContextRepository contexts) {
		this.gate = gate;
		this.contexts = contexts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String text = BearerToken.of(request).orElse("");
		TokenAuthentication authentication = this.gate.enter(text, request.getRemoteAddr());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		requireScope(authentication, request);
		chain.doFilter(request, response);
	}

	private static void requireScope(TokenAuthentication authentication, HttpServletRequest request) {
		if (TOKENS.matches(request)) {
			throw new InsufficientScopeException(Sentence.of("problem.token.tokens"));
		}
		if (HOOK_SECRETS.matches(request)) {
			throw new InsufficientScopeException(Sentence.of("problem.token.hook-secret"));
		}
		if (SOCKETS.matches(request)) {
			throw new InsufficientScopeException(Sentence.of("problem.token.sockets"));
		}
		Scope scope = isSafe(request) ? Scope.READ : Scope.PRESS;
		if (!authentication.includes(scope)) {
			throw new InsufficientScopeException(Sentence.of("problem.token.lacks", scope.label()));
		}
	}

	private static boolean isSafe(HttpServletRequest request) {
		String method = request.getMethod();
		return method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name())
				|| method.equals(HttpMethod.OPTIONS.name());
	}

}
