package io.strapper.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands to a browser, and its answers and events, by WebDriver BiDi: JSON over a
 * WebSocket.
 */
final class BidiConnection implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

	private final AtomicLong commands = new AtomicLong();

	private final Consumer<JsonNode> events;

	private final WebSocket socket;

	/**
	 * Connects.
	 * @param address where the browser listens
	 * @param events hears every event
	 */
	BidiConnection(String address, Consumer<JsonNode> events) {
		this.events = events;
		this.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create(address), new Listener())
			.join();
	}

	/**
	 * Sends a command, and waits for its result.
	 * @throws IllegalStateException if the browser cannot do it
	 */
	JsonNode send(String method, Map<String, ?> parameters) {
		long id = this.commands.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.waiting.put(id, answer);
		this.socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
			.join();
		try {
			JsonNode message = answer.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
			if (!message.path("type").asString("").equals("success")) {
				throw new IllegalStateException(method + ": " + message);
			}
			return message.get("result");
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(method + " has no answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			this.waiting.remove(id);
		}
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	/** Puts messages together, which may come in parts. */
	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				hear(JSON.readTree(this.text.toString()));
				this.text.setLength(0);
			}
			from.request(1);
			return null;
		}

		private void hear(JsonNode message) {
			CompletableFuture<JsonNode> command = BidiConnection.this.waiting.get(message.path("id").asLong(0));
			if (command != null) {
				command.complete(message);
			}
			else {
				BidiConnection.this.events.accept(message);
			}
		}

		@Override
		public void onError(WebSocket from, Throwable error) {
			BidiConnection.this.waiting.values().forEach((command) -> command.completeExceptionally(error));
		}

	}

}
