package io.strapper.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * Remembers the address of the page that somebody wanted before signing in, to go there
 * afterwards: the link to a run from a chat, say. Only of pages: a poll or a picture
 * makes no session.
 */
class SavedPages implements RequestCache {

	private static final String ATTRIBUTE = SavedPages.class.getName();

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		if (isPage(request)) {
			String path = request.getRequestURI().substring(request.getContextPath().length());
			String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
			request.getSession().setAttribute(ATTRIBUTE, path + query);
		}
	}

	private static boolean isPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getMethod().equals(HttpMethod.GET.name()) && accept != null
				&& accept.contains(MediaType.TEXT_HTML_VALUE) && !Refusals.PROGRAMS.matches(request);
	}

	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		HttpSession session = request.getSession(false);
		return (session != null && session.getAttribute(ATTRIBUTE) instanceof String page)
				? new SimpleSavedRequest(page) : null;
	}

	/** Only the address is wanted: no request is played again. */
	@Override
	public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return null;
	}

	@Override
	public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.removeAttribute(ATTRIBUTE);
		}
	}

}
