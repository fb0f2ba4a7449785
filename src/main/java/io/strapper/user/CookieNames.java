package io.strapper.user;

import io.strapper.home.Home;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * The names of Strapper's cookies. A browser sends a host's cookies to all of its ports,
 * so the names end with a part of the home's identity: two servers on one host do not
 * overwrite each other's cookies.
 */
@Component
public class CookieNames {

	private static final int ID_LENGTH = 8;

	private final String suffix;

	CookieNames(Home home) {
		this.suffix = "-" + home.id().substring(0, ID_LENGTH);
	}

	/** The name of a cookie of any path. */
	public String of(String name) {
		return name + this.suffix;
	}

	/**
	 * The name, under TLS, of a cookie with the path {@code /}: no other host of the
	 * domain, and no page without TLS, can set a cookie with this prefix.
	 */
	public String ofHost(String name) {
		return "__Host-" + of(name);
	}

	/** The name of a cookie that has the path {@code /} under TLS. */
	public String of(String name, HttpServletRequest request) {
		return request.isSecure() ? ofHost(name) : of(name);
	}

}
