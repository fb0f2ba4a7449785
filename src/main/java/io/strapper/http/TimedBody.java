package io.strapper.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of a request, which has to arrive in time, however little of it comes at a
 * time. Only the thread of the request uses it.
 */
final class TimedBody implements InputBuffer {

	/** How long the rest of a body is read that nobody wants. */
	private static final Duration DRAINED = Duration.ofSeconds(2);

	private final InputBuffer body;

	private long end;

	private boolean drained;

	/**
	 * The body of a request that begins now.
	 * @param patience how long it may take
	 */
	TimedBody(InputBuffer body, Duration patience) {
		this.body = body;
		this.end = System.nanoTime() + patience.toNanos();
	}

	/** From now on the body ends after a moment, without an exception. */
	void drain() {
		this.drained = true;
		this.end = Math.min(this.end, System.nanoTime() + DRAINED.toNanos());
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		boolean late = System.nanoTime() - this.end >= 0;
		if (late && !this.drained) {
			throw new SocketTimeoutException("The body did not arrive in time");
		}
		try {
			return late ? -1 : this.body.doRead(handler);
		}
		catch (SocketTimeoutException ex) {
			if (this.drained) {
				return -1;
			}
			throw ex;
		}
	}

	@Override
	public int available() {
		return this.body.available();
	}

}
