package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a body without blocking, whenever the client can take more. A client that takes
 * nothing for the connection's time-out is disconnected.
 */
final class BodySender implements WriteListener, AsyncListener {

	private static final Logger log = LoggerFactory.getLogger(BodySender.class);

	private static final int WRITE_BYTES = 8 << 10;

	private final byte[] buffer = new byte[WRITE_BYTES];

	private final AsyncContext async;

	private final ServletOutputStream out;

	private final InputStream body;

	private final AnswerRoom room;

	private boolean flushed;

	/** Starts before the first byte. */
	BodySender(HttpServletRequest request, ServletOutputStream out, InputStream body, AnswerRoom room) {
		this.async = request.startAsync();
		this.out = out;
		this.body = body;
		this.room = room;
	}

	/** Sends the body once the container has left all filters. */
	void begin() {
		// No time-out for the whole answer: the connection's time-out applies to each
		// write
		this.async.setTimeout(0);
		this.async.addListener(this);
		this.out.setWriteListener(this);
	}

	@Override
	public void onWritePossible() throws IOException {
		while (this.out.isReady()) {
			if (this.flushed) {
				this.async.complete();
				return;
			}
			int length = this.body.read(this.buffer);
			if (length < 0) {
				// Completing the answer would block until the rest is sent
				this.out.flush();
				this.flushed = true;
			}
			else {
				this.out.write(this.buffer, 0, length);
			}
		}
	}

	@Override
	public void onError(Throwable cause) {
		log.debug("An answer was cut off", cause);
	}

	@Override
	public void onComplete(AsyncEvent event) throws IOException {
		this.room.release();
		this.body.close();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// There is none
	}

	@Override
	public void onError(AsyncEvent event) {
		// Or the container would look for an error page, and log a failure
		this.async.complete();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// Nobody else does
	}

}
