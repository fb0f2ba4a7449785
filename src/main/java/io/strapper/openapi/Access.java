package io.strapper.openapi;

import java.util.List;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;

/**
 * What a request has to come with: a token, or the cookie of a session, which needs a
 * CSRF token too for what is no GET.
 */
final class Access {

	static final String TOKEN = "token";

	static final String SESSION = "session";

	static final String CSRF = "csrf";

	private Access() {
	}

	/** What can be sent, one of them. */
	static List<SecurityRequirement> of(String path, PathItem.HttpMethod method) {
		SecurityRequirement session = new SecurityRequirement().addList(SESSION);
		if (method != PathItem.HttpMethod.GET) {
			session.addList(CSRF);
		}
		// A token can make no tokens
		return path.startsWith("/api/tokens") ? List.of(session)
				: List.of(new SecurityRequirement().addList(TOKEN), session);
	}

}
