package io.strapper.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.strapper.testing.Client;
import io.strapper.testing.Patience;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import io.strapper.testing.Threads;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Bodies of 100 MB, and bodies that never end, sent by strangers. */
class LongBodyTests {

	private static final int SIZE = 100 << 20;

	/** What the kernel may keep for both ends of a connection, beside what is read. */
	private static final long MOST_SENT = 24 << 20;

	private static final String DECLARED = "Content-Length: " + SIZE + "\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

	@RunningServer("--strapper.body-timeout=5s")
	private static Server server;

	@BeforeAll
	static void start() {
		server.script("blog", "deploy", "true");
	}

	private static Sender sender(String path, String headers) throws IOException {
		return new Sender(
				"POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { DECLARED, CHUNKED })
	void isRefusedBeforeItIsRead(String headers) throws Exception {
		try (Sender sender = sender("/hooks/blog", headers)) {
			CompletableFuture<Long> sent = sender.sendsAll(headers.equals(CHUNKED));

			assertThat(sender.answer()).startsWith("HTTP/1.1 413").contains("1048576 bytes at most");
			assertThat(sent.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isLessThan(MOST_SENT);
			assertThat(sender.isCut()).isTrue();
		}
	}

	@Test
	void isNotAskedFor() throws Exception {
		try (Sender sender = sender("/hooks/blog", DECLARED + "Expect: 100-continue\r\n")) {
			assertThat(sender.answer()).startsWith("HTTP/1.1 413");
			assertThat(sender.isCut()).isTrue();
		}
	}

	@Test
	void aShortOneIsAskedFor() throws Exception {
		try (Sender sender = sender("/hooks/blog", "Content-Length: 2\r\nExpect: 100-continue\r\n")) {
			assertThat(sender.line()).isEqualTo("HTTP/1.1 100 ");
			sender.send("{}");
			assertThat(sender.answer()).contains("HTTP/1.1 401");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { DECLARED, "Content-Length: 1000000\r\n", CHUNKED })
	void holdsNoConnectionForLong(String headers) throws Exception {
		try (Sender sender = sender("/hooks/blog", headers)) {
			CompletableFuture<Void> trickle = sender.trickles(headers.equals(CHUNKED));

			String answer = sender.answer();

			assertThat(answer).startsWith(headers.equals(DECLARED) ? "HTTP/1.1 413" : "");
			assertThat(answer).doesNotContain("HTTP/1.1 2");
			assertThat(sender.isCut()).isTrue();
			trickle.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
	}

	@Test
	void aFormHoldsNoConnectionForLongEither() throws Exception {
		try (Sender sender = new Sender("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\n\r\n")) {
			CompletableFuture<Void> trickle = sender.trickles(false);

			assertThat(sender.answer()).doesNotContain("HTTP/1.1 2");
			assertThat(sender.isCut()).isTrue();
			trickle.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
	}

	@Test
	void manyFillNeitherHeapNorThreads() throws Exception {
		List<Sender> senders = new ArrayList<>();
		long before = used();
		try {
			for (int i = 0; i < 60; i++) {
				senders.add(sender("/hooks/blog", DECLARED));
				senders.get(i).sendsAll(false);
			}
			assertThat(server.client().get("/login").statusCode()).isEqualTo(200);
			for (Sender sender : senders) {
				assertThat(sender.answer()).containsPattern("^HTTP/1.1 (413|503)");
			}
		}
		finally {
			for (Sender sender : senders) {
				sender.close();
			}
		}
		assertThat(used() - before).as("6,000 MB were sent").isLessThan(64 << 20);
		Client admin = server.admin();
		await().until(() -> admin.get("/api/apps").statusCode() == 200);
	}

	private static long used() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	/** A client that reads while it sends. */
	private static final class Sender implements AutoCloseable {

		private final Socket socket;

		private final InputStream in;

		Sender(String head) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
			this.socket.setSoTimeout(Math.toIntExact(Patience.LIMIT.toMillis()));
			this.in = this.socket.getInputStream();
			send(head);
		}

		void send(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		}

		/** How much it could send until it was cut, at the latest when all is sent. */
		CompletableFuture<Long> sendsAll(boolean chunked) {
			byte[] part = (chunked ? "10000\r\n" + "x".repeat(1 << 16) + "\r\n" : "x".repeat(1 << 16))
				.getBytes(StandardCharsets.US_ASCII);
			return CompletableFuture.supplyAsync(() -> {
				long sent = 0;
				try {
					for (; sent < SIZE; sent += part.length) {
						this.socket.getOutputStream().write(part);
					}
				}
				catch (IOException ex) {
					// It was cut
				}
				return sent;
			}, Threads.OWN);
		}

		/** Sends a byte from time to time, as long as it can. */
		CompletableFuture<Void> trickles(boolean chunked) {
			return CompletableFuture.runAsync(() -> {
				try {
					IntStream.iterate(0, (i) -> !this.socket.isClosed(), (i) -> i + 1).forEach((i) -> {
						try {
							TimeUnit.MILLISECONDS.sleep(50);
							send(chunked ? "1\r\nx\r\n" : "x");
						}
						catch (IOException | InterruptedException ex) {
							throw new IllegalStateException(ex);
						}
					});
				}
				catch (IllegalStateException ex) {
					// It was cut
				}
			}, Threads.OWN);
		}

		/** All that comes until the server has nothing to say any more. */
		String answer() throws IOException {
			StringBuilder answer = new StringBuilder();
			try {
				for (int next = this.in.read(); next >= 0; next = this.in.read()) {
					answer.append((char) next);
				}
			}
			catch (SocketException ex) {
				// Cut while more was on its way
			}
			return answer.toString();
		}

		/** The next line, and the empty one behind it. */
		String line() throws IOException {
			StringBuilder line = new StringBuilder();
			while (line.indexOf("\r\n\r\n") < 0) {
				line.append((char) this.in.read());
			}
			return line.substring(0, line.indexOf("\r\n"));
		}

		boolean isCut() {
			try {
				return this.in.read() < 0;
			}
			catch (SocketException ex) {
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
