package io.strapper.user;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/** The session's cookie: one name under TLS, another without. */
@Component
class SessionCookies implements CookieSerializer {

	private static final String NAME = "SESSION";

	private final DefaultCookieSerializer plain = new DefaultCookieSerializer();

	private final DefaultCookieSerializer secure = new DefaultCookieSerializer();

	SessionCookies(CookieNames names) {
		this.plain.setCookieName(names.of(NAME));
		this.plain.setUseSecureCookie(false);
		this.secure.setCookieName(names.ofHost(NAME));
		this.secure.setUseSecureCookie(true);
		this.secure.setCookiePath("/");
	}

	@Override
	public void writeCookieValue(CookieValue value) {
		of(value.getRequest()).writeCookieValue(value);
	}

	@Override
	public List<String> readCookieValues(HttpServletRequest request) {
		return of(request).readCookieValues(request);
	}

	private CookieSerializer of(HttpServletRequest request) {
		return request.isSecure() ? this.secure : this.plain;
	}

}
