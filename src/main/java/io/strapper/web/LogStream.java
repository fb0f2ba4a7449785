package io.strapper.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.strapper.language.RefusedRequestException;
import io.strapper.language.Sentence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.http.Delivery;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.log.LogBytes;
import io.strapper.log.RunLog;
import io.strapper.security.OngoingAccess;
import io.strapper.user.ConcurrencyLimit;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Streams a log's raw bytes until its run ends, for reading in a terminal. Each stream
 * takes a thread of the server, so their number is limited.
 */
@RestController
class LogStream {

	private static final int STREAMS = 50;

	private static final int STREAMS_A_USER = 10;

	private static final long LOOK_MILLIS = 50;

	private static final int READS_A_LOOK = 64;

	/** How often the file is read between two looks at the run. */
	private static final int LOOKS_A_RUN = 10;

	private final ConcurrencyLimit streams = new ConcurrencyLimit(STREAMS, STREAMS_A_USER);

	private final CountDownLatch closing = new CountDownLatch(1);

	private final AuthorizedReads reads;

	private final Logs logs;

	LogStream(AuthorizedReads reads, Logs logs) {
		this.reads = reads;
		this.logs = logs;
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closing.countDown();
	}

	@Hidden
	@GetMapping(path = "/api/apps/{app}/runs/{number}/log", params = { "follow", "!plain" })
	void follow(@PathVariable AppId app, @PathVariable long number, Authentication user, HttpServletRequest request,
			HttpServletResponse response) throws IOException, InterruptedException {
		RunLog runLog = this.logs.log(this.reads.run(user, app, number));
		if (!runLog.exists()) {
			throw new NotVisibleException("log");
		}
		if (!this.streams.enter(user.getName())) {
			throw new RefusedRequestException(HttpStatus.SERVICE_UNAVAILABLE, Sentence.of("problem.logs-followed"));
		}
		try (Source log = new Source(runLog, () -> this.logs.log(this.reads.run(user, app, number)))) {
			response.setContentType("text/plain;charset=UTF-8");
			response.setHeader("Cache-Control", "no-store");
			// Otherwise nginx would buffer the answer
			response.setHeader("X-Accel-Buffering", "no");
			response.setHeader("Content-Disposition", "inline; filename=\"" + app + "-" + number + ".log\"");
			// A HEAD request has no body
			if (request.getMethod().equals(HttpMethod.GET.name())) {
				Delivery.of(request).atOnce();
				copy(log, response.getOutputStream(), this.reads.ongoing(user, request, app),
						() -> this.reads.run(user, app, number).ended());
			}
		}
		catch (NotVisibleException ex) {
			// The log does not exist any more: the stream ends
		}
		finally {
			this.streams.leave(user.getName());
		}
	}

	private void copy(Source log, OutputStream out, OngoingAccess access, BooleanSupplier ending)
			throws IOException, InterruptedException {
		byte[] buffer = new byte[1 << 16];
		boolean ended = false;
		long offset = 0;
		for (int look = 0; this.closing.getCount() > 0 && access.isAllowed(); look++) {
			if (look % LOOKS_A_RUN == 0) {
				// The run is read before the log: if it has ended, the log is complete
				ended |= ending.getAsBoolean();
			}
			long from = offset;
			offset = copy(log, from, out, buffer, access);
			boolean drained = offset - from < (long) READS_A_LOOK * buffer.length;
			out.flush();
			if (drained && (ended || this.closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS))) {
				return;
			}
		}
	}

	/** Copies bytes from an offset on, until access has to be checked again. */
	private static long copy(Source log, long from, OutputStream out, byte[] buffer, OngoingAccess access)
			throws IOException {
		long offset = from;
		for (int i = 0; i < READS_A_LOOK && access.isAllowed(); i++) {
			int length = log.read(offset, buffer, 0, buffer.length);
			out.write(buffer, 0, length);
			offset += length;
			if (length < buffer.length) {
				break;
			}
		}
		return offset;
	}

	/** The bytes of a log, under another mask as soon as secrets were added. */
	private static final class Source implements Closeable {

		private final Supplier<RunLog> newest;

		private RunLog log;

		private LogBytes bytes;

		Source(RunLog log, Supplier<RunLog> newest) throws IOException {
			this.newest = newest;
			this.log = log;
			this.bytes = log.open();
		}

		int read(long offset, byte[] target, int start, int length) throws IOException {
			int read = this.bytes.read(offset, target, start, length);
			if (!this.log.isOutdated()) {
				return read;
			}
			this.bytes.close();
			this.log = this.newest.get();
			this.bytes = this.log.open();
			return this.bytes.read(offset, target, start, length);
		}

		@Override
		public void close() throws IOException {
			this.bytes.close();
		}

	}

}
