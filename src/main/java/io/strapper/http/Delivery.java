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

/**
 * How the answer to a request comes to its reader: it is collected, and sent when it is
 * complete, while no thread waits. A controller may say otherwise.
 */
public final class Delivery extends HttpServletResponseWrapper {

	private static final String ATTRIBUTE = Delivery.class.getName();

	/** What the container keeps of an answer that is being sent. */
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
	 * @throws IllegalStateException if it has none: it is a HEAD
	 */
	public static Delivery of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Delivery delivery) {
			return delivery;
		}
		throw new IllegalStateException("This request gets no body");
	}

	/**
	 * Sends at once what is written from now on. Whoever writes waits for the reader, so
	 * there must be few.
	 */
	public void atOnce() throws IOException {
		this.collected.direct();
	}

	/**
	 * Sends a body of any length, in place of what is written.
	 * @param body is read without waiting for anything, as the reader takes it, and is
	 * closed in the end; what it throws cuts the connection
	 * @return false, and it is the caller's to close, if too much is on its way to this
	 * user
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
		// It may hold characters that it has not passed on
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

	/** The answer is complete. */
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
		if (this.room.take(SENDING_BYTES)) {
			send(this.collected.body());
		}
		else {
			atOnce();
		}
	}

	private void send(InputStream from) throws IOException {
		new BodySender(this.request, getResponse().getOutputStream(), from, this.room).begin();
	}

	/** Nothing of it is sent any more. */
	void giveUp() throws IOException {
		this.room.release();
		if (this.body != null) {
			this.body.close();
		}
	}

}
