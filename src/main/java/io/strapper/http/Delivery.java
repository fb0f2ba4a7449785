package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Delivers the answer to a request: collects it and, when it is complete, sends it
 * without a blocked thread. A controller can choose another way.
 */
public final class Delivery extends HttpServletResponseWrapper {

	private static final String ATTRIBUTE = Delivery.class.getName();

	/** The container's buffers for an answer that is being sent. */
	private static final long SENDING_BYTES = 80 << 10;

	private final HttpServletRequest request;

	private final AnswerRoom room;

	private final CollectedBody collected;

	private @Nullable PrintWriter writer;

	private @Nullable InputStream body;

	private boolean failed;

	Delivery(HttpServletRequest request, HttpServletResponse response, AnswerRoom room) {
		super(response);
		this.request = request;
		this.room = room;
		this.collected = new CollectedBody(response, room);
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * The delivery of the answer to a request.
	 * @throws IllegalStateException if it has none, as a HEAD request
	 */
	public static Delivery of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Delivery delivery) {
			return delivery;
		}
		throw new IllegalStateException("This request gets no body");
	}

	/**
	 * Sends bytes at once from now on. Writing blocks until the client reads, so there
	 * must be few such answers.
	 */
	public void atOnce() throws IOException {
		this.collected.direct();
	}

	/**
	 * Sends a body of any length in place of written bytes.
	 * @param body must not block; it is read as fast as the client takes it, and is
	 * closed afterwards; if it throws, the connection is closed
	 * @return false if too many bytes are on their way to this user; then the caller
	 * closes the body
	 */
	public boolean later(InputStream body) {
		if (!this.room.take(SENDING_BYTES)) {
			return false;
		}
		this.body = body;
		return true;
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return this.collected;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		if (this.writer == null) {
			this.writer = new PrintWriter(new OutputStreamWriter(this.collected, getCharacterEncoding()));
		}
		return this.writer;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (this.collected.isDirect()) {
			super.flushBuffer();
		}
	}

	@Override
	public void reset() {
		super.reset();
		forget();
	}

	@Override
	public void resetBuffer() {
		super.resetBuffer();
		forget();
	}

	private void forget() {
		this.collected.clear();
		// The writer may have buffered characters
		this.writer = null;
	}

	@Override
	public void sendError(int status) throws IOException {
		this.failed = true;
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.failed = true;
		super.sendError(status, message);
	}

	/** Sends the complete answer. */
	void complete() throws IOException {
		if (this.writer != null) {
			this.writer.flush();
		}
		if (this.failed || this.collected.isDirect()) {
			giveUp();
		}
		else if (this.body != null) {
			send(this.body);
		}
		else if (this.collected.size() > 0) {
			sendCollected();
		}
	}

	private void sendCollected() throws IOException {
		setContentLengthLong(this.collected.size());
		if (!isBodyRead()) {
			// Nothing can be sent after the filters: the connection is closed then
			setHeader(HttpHeaders.CONNECTION, "close");
			atOnce();
		}
		else if (this.room.take(SENDING_BYTES)) {
			send(this.collected.body());
		}
		else {
			atOnce();
		}
	}

	private boolean isBodyRead() throws IOException {
		try {
			return this.request.getInputStream().isFinished();
		}
		catch (IllegalStateException ex) {
			// Somebody reads it as characters
			return true;
		}
	}

	private void send(InputStream from) throws IOException {
		new BodySender(this.request, getResponse().getOutputStream(), from, this.room).begin();
	}

	/** Drops the answer. */
	void giveUp() throws IOException {
		this.room.release();
		if (this.body != null) {
			this.body.close();
		}
	}

}
