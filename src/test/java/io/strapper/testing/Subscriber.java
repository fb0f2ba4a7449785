package io.strapper.testing;

import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** A real STOMP client on a real socket, which keeps what it hears. */
public final class Subscriber extends StompSessionHandlerAdapter implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final WebSocketStompClient stomp;

	private final StompSession session;

	private final Consumer<byte[]> listener;

	private Subscriber(Client client, @Nullable Consumer<byte[]> listener) throws Exception {
		this.listener = (listener != null) ? listener : (payload) -> this.messages.add(JSON.readTree(payload));
		WebSocketContainer container = ContainerProvider.getWebSocketContainer();
		container.setDefaultMaxTextMessageBufferSize(1 << 20);
		this.stomp = new WebSocketStompClient(new StandardWebSocketClient(container));
		this.stomp.setInboundMessageSizeLimit(1 << 20);
		WebSocketHttpHeaders handshake = new WebSocketHttpHeaders();
		handshake.add("Cookie", client.cookieHeader());
		handshake.setOrigin(client.url());
		StompHeaders connect = new StompHeaders();
		connect.add("X-CSRF-TOKEN", client.csrf());
		this.session = this.stomp
			.connectAsync(URI.create(client.url().replace("http:", "ws:") + "/ws"), handshake, connect, this)
			.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

	/** Connects with the session of a client. */
	public static Subscriber connect(Client client) throws Exception {
		return new Subscriber(client, null);
	}

	/** Likewise, but what is heard goes to a listener and is not kept. */
	public static Subscriber connect(Client client, Consumer<byte[]> listener) throws Exception {
		return new Subscriber(client, listener);
	}

	/** Subscribes; what is heard is in {@link #messages()}. */
	public Subscriber subscribe(String destination) {
		this.session.subscribe(destination, this);
		return this;
	}

	/** Sends a message. */
	public void send(String destination, String body) {
		this.session.send(destination, body.getBytes(StandardCharsets.UTF_8));
	}

	/** The messages heard so far. */
	public List<JsonNode> messages() {
		return this.messages;
	}

	/** The messages heard so far of one type. */
	public List<JsonNode> messages(String type) {
		return this.messages.stream().filter((message) -> message.get("type").asString().equals(type)).toList();
	}

	/** ERROR frames and lost connections. */
	public List<String> errors() {
		return this.errors;
	}

	@Override
	public Type getPayloadType(StompHeaders headers) {
		return byte[].class;
	}

	@Override
	public void handleFrame(StompHeaders headers, @Nullable Object payload) {
		if (headers.getSubscription() == null) {
			this.errors.add(String.valueOf(headers.getFirst("message")));
		}
		else if (payload != null) {
			this.listener.accept((byte[]) payload);
		}
	}

	@Override
	public void handleException(StompSession session, @Nullable StompCommand command, StompHeaders headers,
			byte[] payload, Throwable exception) {
		throw new AssertionError(exception);
	}

	@Override
	public void handleTransportError(StompSession session, Throwable exception) {
		this.errors.add(exception.toString());
	}

	@Override
	public void close() {
		this.stomp.stop();
	}

}
