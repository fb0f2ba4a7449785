package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import io.strapper.security.Networks;
import io.strapper.user.ConcurrencyLimit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Limits how many requests may wait for their bodies at a time. A client that sends its
 * body slowly, or never, holds a thread. The clients of one network may hold a tenth of
 * the threads, and all clients together half of them, so that others are served. Once a
 * body has arrived, it counts no longer; it has to arrive in time. If a request was
 * answered before its body arrived, the connection is closed. This has to be a valve,
 * since the container waits for the rest of a body after the last filter.
 */
class SlowBodyValve extends ValveBase {

	private static final String WAITING = SlowBodyValve.class.getName();

	private static final String BODY = TimedBody.class.getName();

	private static final String REFUSAL = "Too many requests from your address. Try again in a moment.";

	/** Most bytes of a body that are read after the answer. */
	private static final int MOST_READ = 1 << 16;

	private final ConcurrencyLimit waiting;

	private final Duration patience;

	/**
	 * A valve for a server with a number of threads.
	 * @param threads how many there are
	 * @param patience how long a body may take to arrive
	 */
	SlowBodyValve(int threads, Duration patience) {
		super(true);
		this.patience = patience;
		this.waiting = new ConcurrencyLimit(Math.max(1, threads / 2), Math.max(1, threads / 10));
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// A request with an unreadable header is an error already
		if (response.isError() || !hasBody(request)) {
			getNext().invoke(request, response);
			return;
		}
		InputBuffer body = request.getCoyoteRequest().getInputBuffer();
		TimedBody timed = new TimedBody(body, this.patience);
		request.getCoyoteRequest().setInputBuffer(timed);
		request.setAttribute(BODY, timed);
		try {
			receive(request, response);
		}
		finally {
			// The container uses the same objects for the next request
			request.getCoyoteRequest().setInputBuffer(body);
		}
	}

	private void receive(Request request, Response response) throws IOException, ServletException {
		request.setAttribute(WAITING, this.waiting);
		String network = Networks.of(request.getRemoteAddr());
		if (!this.waiting.enter(network)) {
			refuse(response);
			leaveUnread(request);
			return;
		}
		try {
			readForm(request);
		}
		finally {
			this.waiting.leave(network);
		}
		try {
			getNext().invoke(request, response);
		}
		finally {
			leaveUnread(request);
		}
	}

	static boolean hasBody(Request request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/**
	 * Lets a request wait for a body that is no form.
	 * @return false if too many wait; otherwise {@link #leave} has to follow
	 */
	static boolean enter(HttpServletRequest request) {
		return !(request.getAttribute(WAITING) instanceof ConcurrencyLimit waiting)
				|| waiting.enter(Networks.of(request.getRemoteAddr()));
	}

	/** The body has arrived. */
	static void leave(HttpServletRequest request) {
		if (request.getAttribute(WAITING) instanceof ConcurrencyLimit waiting) {
			waiting.leave(Networks.of(request.getRemoteAddr()));
		}
	}

	/** The rest of the body is not wanted: it is read for a moment only. */
	static void drain(HttpServletRequest request) {
		if (request.getAttribute(BODY) instanceof TimedBody body) {
			body.drain();
		}
	}

	/** Other bodies are read by {@link LimitedBody}. */
	private static void readForm(Request request) throws IOException {
		if (request.getCharacterEncoding() == null) {
			request.setCharacterEncoding(StandardCharsets.UTF_8.name());
		}
		try {
			request.getParameterMap();
		}
		catch (IllegalStateException ex) {
			// Reading the parameters later fails again, and is answered then
		}
	}

	private static void refuse(Response response) throws IOException {
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		response.setContentType(MediaType.TEXT_PLAIN_VALUE);
		response.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
	}

	private static void leaveUnread(Request request) {
		readArrived(request);
		if (!request.isFinished()) {
			request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
	}

	/**
	 * Reads what of an unread body has arrived. Of a short one that is all, so that its
	 * client reads the answer; otherwise the connection might be closed before.
	 */
	private static void readArrived(Request request) {
		try {
			InputStream in = request.getInputStream();
			for (int read = 0; read < MOST_READ && in.available() > 0; read++) {
				in.read();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The client has gone, or somebody else has read the body
		}
	}

}
