package io.strapper.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11Processor;

import org.springframework.http.HttpHeaders;

/**
 * Closes a connection after the answer during which more requests came (pipelining, RFC
 * 9112, 9.3.2): their client has not read, and would hold a thread with one request after
 * the other. Browsers and proxies do not do that.
 */
class PipeliningValve extends ValveBase {

	private static final int NOTE = org.apache.coyote.Constants.MAX_NOTES - 1;

	PipeliningValve() {
		super(true);
	}

	/** Lets this valve see what a connection has read. */
	static Http11Processor observed(Http11Processor processor) {
		processor.getRequest().setNote(NOTE, processor);
		return processor;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// With a header that cannot be read it is an error by now
		if (!response.isError() && hasMore(request)) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		getNext().invoke(request, response);
	}

	/** Whether bytes came after a request without a body. */
	private static boolean hasMore(Request request) {
		return !SlowBodyValve.hasBody(request)
				&& request.getCoyoteRequest().getNote(NOTE) instanceof Http11Processor processor
				&& processor.getLeftoverInput() != null;
	}

}
