package io.strapper.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.app.AppId;
import io.strapper.live.Logs;
import io.strapper.live.NotVisibleException;
import io.strapper.user.ConcurrencyLimit;
import io.strapper.user.Sessions;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A log's raw bytes as they come, until its run ends: for a terminal. Each stream takes a
 * thread of the server, so there are few.
 */
@RestController
class LogStream {

	private static final int STREAMS = 50;

	private static final int STREAMS_A_USER = 10;

	private static final long LOOK_MILLIS = 50;

	private static final int READS_A_LOOK = 64;

	/** Looks at the file between two looks at the run, and at whether it may be seen. */
	private static final int LOOKS_A_RUN = 10;

	private final ConcurrencyLimit streams = new ConcurrencyLimit(STREAMS, STREAMS_A_USER);

	private final CountDownLatch closing = new CountDownLatch(1);

	private final AuthorizedReads reads;

	private final Logs logs;

	private final Sessions sessions;

	LogStream(AuthorizedReads reads, Logs logs, Sessions sessions) {
		this.reads = reads;
		this.logs = logs;
		this.sessions = sessions;
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closing.countDown();
	}

	@GetMapping(path = "/api/apps/{app}/runs/{number}/log", params = "follow")
	void follow(@PathVariable AppId app, @PathVariable long number, Authentication user, HttpServletRequest request,
			HttpServletResponse response) throws IOException, InterruptedException {
		Path file = this.logs.file(this.reads.run(user, app, number));
		if (!Files.isRegularFile(file)) {
			throw new NotVisibleException("log");
		}
		if (!this.streams.enter(user.getName())) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"Too many logs are being followed: end one of those streams, or open the run's page.");
		}
		try (FileChannel log = FileChannel.open(file)) {
			response.setContentType("text/plain;charset=UTF-8");
			response.setHeader("Cache-Control", "no-store");
			// nginx would keep back what is new
			response.setHeader("X-Accel-Buffering", "no");
			response.setHeader("Content-Disposition", "inline; filename=\"" + app + "-" + number + ".log\"");
			// Of a HEAD nobody reads, and nobody is missed
			if (request.getMethod().equals(HttpMethod.GET.name())) {
				String session = request.getSession().getId();
				copy(log, response.getOutputStream(), () -> !this.sessions.isAlive(session),
						() -> this.reads.run(user, app, number).ended());
			}
		}
		catch (NotVisibleException ex) {
			// No longer: the stream just ends
		}
		finally {
			this.streams.leave(user.getName());
		}
	}

	private void copy(FileChannel log, OutputStream out, BooleanSupplier signedOut, BooleanSupplier ending)
			throws IOException, InterruptedException {
		ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
		boolean ended = false;
		for (int look = 0; this.closing.getCount() > 0; look++) {
			if (look % LOOKS_A_RUN == 0) {
				if (signedOut.getAsBoolean()) {
					return;
				}
				// Asked first: what the log holds afterwards is all
				ended |= ending.getAsBoolean();
			}
			boolean drained = copy(log, out, buffer);
			out.flush();
			if (drained && (ended || this.closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS))) {
				return;
			}
		}
	}

	/** Whether the end was reached before it was time to look up. */
	private static boolean copy(FileChannel log, OutputStream out, ByteBuffer buffer) throws IOException {
		for (int i = 0; i < READS_A_LOOK; i++) {
			if (log.read(buffer.clear()) <= 0) {
				return true;
			}
			out.write(buffer.array(), 0, buffer.position());
		}
		return false;
	}

}
