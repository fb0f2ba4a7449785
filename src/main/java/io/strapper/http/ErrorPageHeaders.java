package io.strapper.http;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.strapper.security.PagePolicy;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the security headers of answers that bypass the security filters: errors of the
 * container.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ErrorPageHeaders extends OncePerRequestFilter {

	private static final String POLICY = "Content-Security-Policy";

	private static final Map<String, String> HEADERS = Map.of(POLICY, "default-src 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "same-origin",
			"Cache-Control", "no-store");

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getDispatcherType() == DispatcherType.ERROR && !response.containsHeader(POLICY)) {
			HEADERS.forEach(response::setHeader);
			// Some of these errors are HTML pages with an inline style
			response.setHeader(POLICY, PagePolicy.VALUE);
		}
		chain.doFilter(request, response);
	}

	/** The container's own error page, for requests that reach no filter. */
	static class Report extends ErrorReportValve {

		Report() {
			setShowServerInfo(false);
			setShowReport(false);
		}

		@Override
		protected void report(Request request, Response response, Throwable failure) {
			// An answer that was already sent has its headers
			if (!response.isCommitted() && response.getHeader(POLICY) == null) {
				HEADERS.forEach(response::setHeader);
			}
			super.report(request, response, failure);
		}

	}

}
