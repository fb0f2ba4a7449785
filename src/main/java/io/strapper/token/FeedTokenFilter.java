package io.strapper.token;

import java.io.IOException;
import java.util.Set;

import io.strapper.language.Sentence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request for a feed by the token in its address, or in its header.
 * Addresses are kept by readers, proxies and logs, so a token there must be good for
 * feeds only.
 */
class FeedTokenFilter extends OncePerRequestFilter {

	private static final String PARAMETER = "token";

	private final TokenGate gate;

	private final SecurityContextRepository contexts;

	private final TokenRefusals refusals;

	FeedTokenFilter(TokenGate gate, SecurityContextRepository contexts, TokenRefusals refusals) {
		this.gate = gate;
		this.contexts = contexts;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String address = request.getParameter(PARAMETER);
		TokenAuthentication authentication;
		try {
			authentication = authenticated(address, request);
		}
		catch (AuthenticationException ex) {
			this.refusals.commence(request, response, ex);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		if (!mayReadFeeds(authentication, address != null)) {
			this.refusals.handle(request, response,
					new InsufficientScopeException(Sentence.of("problem.token.feed-only")));
			return;
		}
		chain.doFilter(request, response);
	}

	private TokenAuthentication authenticated(@Nullable String address, HttpServletRequest request) {
		String text = (address != null) ? address : BearerToken.of(request).orElse("");
		if (text.isEmpty()) {
			throw new InvalidTokenException(Sentence.of("problem.token.feed-needed"));
		}
		return this.gate.enter(text, request.getRemoteAddr());
	}

	private static boolean mayReadFeeds(TokenAuthentication authentication, boolean inAddress) {
		return inAddress ? authentication.scopes().equals(Set.of(Scope.FEED))
				: authentication.includes(Scope.FEED) || authentication.includes(Scope.READ);
	}

}
