package io.strapper.notify;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends a request to an address that was resolved and checked before: no name is resolved
 * again between the check and the connection (DNS rebinding), no redirect is followed,
 * and no proxy is used. The JDK's client can do none of that. Of the answer only the head
 * is read. Safe for use by several threads.
 */
final class Outbound implements AutoCloseable {

	private static final int MOST_BYTES = 16 << 10;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (?<status>[1-9][0-9]{2})( .*)?");

	private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "notice-deadlines");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Duration limit;

	/**
	 * A client.
	 * @param limit how long a request may take in all
	 */
	Outbound(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Sends a request.
	 * @param address where the host is
	 * @return the head of the answer
	 * @throws IOException if there is none in time
	 */
	Answer send(Post post, InetAddress address) throws IOException {
		int millis = (int) this.limit.toMillis();
		try (Socket socket = new Socket()) {
			this.open.add(socket);
			Future<?> deadline = this.deadlines.schedule(() -> close(socket), millis, TimeUnit.MILLISECONDS);
			try {
				socket.connect(new InetSocketAddress(address, post.port()), millis);
				socket.setSoTimeout(millis);
				return exchange(post, post.isSecure() ? secured(socket, post) : socket);
			}
			finally {
				deadline.cancel(false);
				this.open.remove(socket);
			}
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is of no use any more
		}
	}

	/** The certificate has to be for the host's name, whatever address it has. */
	private static Socket secured(Socket socket, Post post) throws IOException {
		SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
		SSLSocket secured = (SSLSocket) factory.createSocket(socket, post.host(), post.port(), true);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secured.setSSLParameters(parameters);
		secured.startHandshake();
		return secured;
	}

	private static Answer exchange(Post post, Socket socket) throws IOException {
		OutputStream out = socket.getOutputStream();
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.write(head(post).getBytes(StandardCharsets.US_ASCII));
		request.write(post.body());
		out.write(request.toByteArray());
		out.flush();
		return new Head(socket.getInputStream()).answer();
	}

	private static String head(Post post) {
		String path = post.uri().getRawPath();
		String query = post.uri().getRawQuery();
		StringBuilder head = new StringBuilder("POST ").append((path == null || path.isEmpty()) ? "/" : path)
			.append((query != null) ? "?" + query : "")
			.append(" HTTP/1.1\r\nHost: ")
			.append(post.uri().getHost())
			.append((post.uri().getPort() >= 0) ? ":" + post.uri().getPort() : "")
			.append("\r\nUser-Agent: Strapper\r\nAccept: */*\r\nConnection: close\r\nContent-Length: ")
			.append(post.body().length)
			.append("\r\n");
		post.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		return head.append("\r\n").toString();
	}

	/** Breaks off what is being sent. */
	@Override
	public void close() {
		this.deadlines.shutdownNow();
		this.open.forEach(Outbound::close);
	}

	/**
	 * What a receiver has answered.
	 *
	 * @param status the status code
	 * @param retryAfter how long it wants to be left alone
	 */
	record Answer(int status, Duration retryAfter) {
	}

	/** The head of an answer, of a bounded length. */
	private static final class Head {

		private static final Pattern RETRY_AFTER = Pattern.compile("(?i)retry-after:\\s*(?<seconds>[0-9]{1,6})\\s*");

		private final InputStream in;

		private int left = MOST_BYTES;

		Head(InputStream in) {
			this.in = in;
		}

		Answer answer() throws IOException {
			int status = 100;
			Duration retryAfter = Duration.ZERO;
			// Interim answers (RFC 9110 15.2) come before the final one
			while (status < 200) {
				status = status(line());
				for (String line = line(); !line.isEmpty(); line = line()) {
					Matcher header = RETRY_AFTER.matcher(line);
					retryAfter = header.matches() ? Duration.ofSeconds(Long.parseLong(header.group("seconds")))
							: retryAfter;
				}
			}
			return new Answer(status, retryAfter);
		}

		private static int status(String line) throws IOException {
			Matcher status = STATUS.matcher(line);
			if (!status.matches()) {
				throw new NotHttpException();
			}
			return Integer.parseInt(status.group("status"));
		}

		private String line() throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					throw new EOFException();
				}
				if (--this.left <= 0) {
					throw new NotHttpException();
				}
				line.write(next);
			}
			return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
		}

	}

	/** What was answered is no HTTP, or too long. */
	static final class NotHttpException extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
