package io.strapper.http;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Globals;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the path under which a trusted proxy serves Strapper ({@code X-Forwarded-Prefix})
 * before the context path, so that every link and redirect leads through the proxy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedPrefix extends OncePerRequestFilter {

	private static final String HEADER = "X-Forwarded-Prefix";

	private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String prefix = String.valueOf(request.getHeader(HEADER)).replaceFirst("/$", "");
		// RemoteIpValve sets this for trusted proxies
		boolean trusted = Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE));
		boolean prefixed = trusted && PREFIX.matcher(prefix).matches()
				&& request.getDispatcherType() != DispatcherType.FORWARD;
		chain.doFilter(prefixed ? new Prefixed(request, prefix) : request, response);
	}

	/** A request as the browser made it. */
	private static final class Prefixed extends HttpServletRequestWrapper {

		private final String prefix;

		Prefixed(HttpServletRequest request, String prefix) {
			super(request);
			this.prefix = prefix;
		}

		@Override
		public String getContextPath() {
			return this.prefix + super.getContextPath();
		}

		@Override
		public String getRequestURI() {
			return this.prefix + super.getRequestURI();
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = super.getRequestURL();
			return url.insert(url.length() - super.getRequestURI().length(), this.prefix);
		}

	}

}
