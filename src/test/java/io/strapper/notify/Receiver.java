package io.strapper.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** A real receiver of notices on this machine. */
final class Receiver implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<Got> got = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile IntUnaryOperator status = (number) -> 200;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	Receiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		int number;
		synchronized (this.got) {
			this.got.add(new Got(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
			number = this.got.size();
		}
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		int answer = this.status.applyAsInt(number);
		if (answer == 302) {
			exchange.getResponseHeaders().add("Location", url("/elsewhere"));
		}
		exchange.sendResponseHeaders(answer, -1);
		exchange.close();
	}

	/** What it answers to its first request, its second, and so on. */
	void answers(IntUnaryOperator status) {
		this.status = status;
	}

	/** Answers nothing from now on, until the latch is counted down. */
	void holds(CountDownLatch gate) {
		this.gate = gate;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String url(String path) {
		return "http://127.0.0.1:" + port() + path;
	}

	/** Whatever has arrived. */
	List<Got> got() {
		return this.got;
	}

	/** Waits until so many requests have arrived, and returns the last of them. */
	Got awaited(int count) {
		await().until(() -> this.got.size() >= count);
		return this.got.get(count - 1);
	}

	@Override
	public void close() {
		this.gate.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** A request. */
	record Got(String path, Headers headers, String body) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

		String header(String name) {
			return this.headers.getFirst(name);
		}

	}

}
