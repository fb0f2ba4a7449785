package io.strapper.security;

import io.strapper.user.CookieNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * Keeps CSRF tokens: a signed-in user's in the session, a stranger's in a cookie. So
 * strangers, who only open the sign-in form, create no sessions, which are rows in the
 * database.
 */
class CsrfTokens implements CsrfTokenRepository {

	private static final String NAME = "CSRF";

	private static final String HEADER = "X-CSRF-TOKEN";

	private final CsrfTokenRepository session = new HttpSessionCsrfTokenRepository();

	private final CsrfTokenRepository plain;

	private final CsrfTokenRepository secure;

	CsrfTokens(CookieNames names) {
		this.plain = cookie(names.of(NAME));
		this.secure = cookie(names.ofHost(NAME));
	}

	private static CsrfTokenRepository cookie(String name) {
		CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
		cookie.setCookieName(name);
		cookie.setHeaderName(HEADER);
		cookie.setCookiePath("/");
		cookie.setCookieCustomizer((attributes) -> attributes.httpOnly(true).sameSite("Strict"));
		return cookie;
	}

	private CsrfTokenRepository of(HttpServletRequest request) {
		if (request.getSession(false) != null) {
			return this.session;
		}
		return request.isSecure() ? this.secure : this.plain;
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return of(request).generateToken(request);
	}

	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		of(request).saveToken(token, request, response);
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		return of(request).loadToken(request);
	}

}
