package io.strapper.security;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * Remembers, in a cookie, the address of the page that somebody wanted before signing in:
 * the link to a run from a chat, for example. Only addresses of pages are kept, and only
 * short ones. The fragment ({@code #L12}) stays in the browser, which adds it again.
 */
class SavedPages extends CookieRequestCache {

	private static final int MAX_LENGTH = 500;

	SavedPages() {
		setRequestMatcher(SavedPages::isPage);
		setCookieCustomizer((cookie) -> cookie.setAttribute("SameSite", "Lax"));
	}

	private static boolean isPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		String query = request.getQueryString();
		return request.getMethod().equals(HttpMethod.GET.name()) && accept != null
				&& accept.contains(MediaType.TEXT_HTML_VALUE) && !Refusals.PROGRAMS.matches(request)
				&& request.getRequestURI().length() + ((query != null) ? query.length() : 0) < MAX_LENGTH;
	}

	/**
	 * The address without scheme and host, since a proxy may not tell which ones the
	 * browser used.
	 */
	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		try {
			SavedRequest saved = super.getRequest(request, response);
			return (saved != null) ? relative(URI.create(saved.getRedirectUrl()), request.getContextPath()) : null;
		}
		catch (IllegalArgumentException ex) {
			// The cookie was not set by this server
			return null;
		}
	}

	private static @Nullable SavedRequest relative(URI address, String contextPath) {
		String path = address.getRawPath();
		// Two slashes at the beginning would lead to another host
		if (!path.startsWith(contextPath + "/") || path.startsWith(contextPath + "//")) {
			return null;
		}
		String query = (address.getRawQuery() != null) ? "?" + address.getRawQuery() : "";
		return new SimpleSavedRequest(path.substring(contextPath.length()) + query);
	}

	/** Only the address is used: no request is repeated. */
	@Override
	public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return null;
	}

}
