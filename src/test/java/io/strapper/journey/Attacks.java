package io.strapper.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.strapper.testing.Client;
import io.strapper.testing.RawSocket;
import io.strapper.testing.UnreadConnections;

/**
 * All that strangers and viewers can do at once to take a server away from others, again
 * and again until it is closed. What the server answers them does not matter.
 */
final class Attacks implements AutoCloseable {

	/** Each kind begins anew after so long. */
	private static final Duration ROUND = Duration.ofSeconds(12);

	private static final int UNREAD = 220;

	private static final int HALF_SENT = 300;

	private static final int SEARCHERS = 4;

	/** Others may open as many for one user. */
	static final int SOCKETS_A_USER = 100;

	private static final String EXPENSIVE = URLEncoder.encode("x.*y|x", StandardCharsets.UTF_8);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/**
	 * One for all, which uses its connections again: those of hundreds would be more than
	 * one network may have, and visitors come from the same one.
	 */
	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final String url;

	private final List<Client> viewers;

	/**
	 * Nothing yet.
	 * @param port of the server
	 * @param viewers attackers who have signed in
	 */
	Attacks(int port, List<Client> viewers) {
		this.port = port;
		this.url = "http://127.0.0.1:" + port;
		this.viewers = viewers;
	}

	/**
	 * Begins.
	 * @param log the path below {@code /api/apps} of a run with a large log
	 * @param lines likewise, with a few long lines
	 */
	void begin(String log, String lines) {
		String cookie = this.viewers.get(0).cookieHeader();
		String api = "/api/apps/";
		unread(1, api + log + "/log", cookie);
		unread(1, api + log + "/screen?lines=100000", cookie);
		unread(20, api + log + "/lines/0", cookie);
		unread(20, "/webjars/stomp__stompjs/bundles/stomp.umd.js", "");
		unread(500, "/login", "");
		this.viewers.forEach((viewer) -> again(() -> sockets(viewer, log.substring(0, log.indexOf('/')))));
		String search = api + lines + "/search?limit=1&regex=true&q=" + EXPENSIVE;
		for (int i = 0; i < SEARCHERS; i++) {
			String another = search + i;
			again(() -> get(another, cookie));
			again(() -> get(search, cookie));
			Client stranger = new Client(this.url);
			again(() -> stranger.tryToSignIn("admin", "not the password"));
		}
		again(this::halfSent);
	}

	private void unread(int times, String path, String cookie) {
		again(() -> {
			String requests = UnreadConnections.pipelined(times, path, cookie);
			try (UnreadConnections connections = new UnreadConnections(this.port, requests)) {
				connections.open(UNREAD);
				rest();
			}
		});
	}

	/** As many sockets as a user may have, which listen and do not read. */
	private static void sockets(Client viewer, String app) throws IOException, InterruptedException {
		List<RawSocket> open = new ArrayList<>();
		try {
			String token = viewer.csrf();
			Map<String, String> headers = Map.of("Origin", viewer.url(), "Cookie", viewer.cookieHeader());
			for (int i = 0; i < SOCKETS_A_USER; i++) {
				RawSocket socket = new RawSocket(viewer.url(), headers);
				open.add(socket);
				socket.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\nX-CSRF-TOKEN:" + token + "\n\n\0")
					.await("CONNECTED")
					.subscribe("1", "/topic/deploy." + app);
			}
			rest();
		}
		finally {
			for (RawSocket socket : open) {
				socket.close();
			}
		}
	}

	private void get(String path, String cookie) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Cookie", cookie)
			.timeout(Duration.ofSeconds(3))
			.build();
		this.http.send(request, HttpResponse.BodyHandlers.discarding());
	}

	private void halfSent() throws IOException, InterruptedException {
		List<Socket> open = new ArrayList<>();
		try {
			for (int i = 0; i < HALF_SENT; i++) {
				Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port,
						InetAddress.getByName("127.0.2.1"), 0);
				open.add(socket);
				socket.getOutputStream().write("GET /login HTTP/1.1\r\nHost: x".getBytes(StandardCharsets.US_ASCII));
			}
			rest();
		}
		finally {
			for (Socket socket : open) {
				socket.close();
			}
		}
	}

	private static void rest() throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
	}

	/** Does it until the end, whatever comes of it. */
	private void again(Attack attack) {
		this.threads.execute(() -> {
			while (!this.threads.isShutdown()) {
				try {
					attack.once();
				}
				catch (IOException | UncheckedIOException | AssertionError ex) {
					// Refused or cut
				}
				catch (InterruptedException | IllegalStateException ex) {
					return;
				}
			}
		});
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/** One thing that an attacker does. */
	private interface Attack {

		void once() throws IOException, InterruptedException;

	}

}
