package io.strapper.socket;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/**
 * The container's side of a socket, whose client takes what it gets when a test says so.
 */
final class FakeSocket {

	/** What the client has taken. */
	final List<String> taken = new CopyOnWriteArrayList<>();

	private final Queue<SendHandler> waiting = new ArrayDeque<>();

	private final Queue<String> sent = new ArrayDeque<>();

	private final boolean reads;

	@Nullable CloseStatus closed;

	/** What the server's thread does before it has sent a message. */
	Runnable sending = () -> {
	};

	private final String id;

	private final String user;

	private final Session socket = socket();

	FakeSocket(String id, String user, boolean reads) {
		this.id = id;
		this.user = user;
		this.reads = reads;
	}

	/** The socket that the server sees. */
	NativeWebSocketSession session() {
		return proxy(NativeWebSocketSession.class, (self, method, arguments) -> switch (method.getName()) {
			case "getNativeSession" -> this.socket;
			case "getId" -> this.id;
			case "getPrincipal" -> new TestingAuthenticationToken(this.user, "", "ROLE_VIEWER");
			case "getAttributes" ->
				Map.of(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME, "session of " + this.user);
			case "close" -> this.closed = (CloseStatus) arguments[0];
			case "hashCode" -> this.id.hashCode();
			case "equals" -> self == arguments[0];
			default -> null;
		});
	}

	private Session socket() {
		RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
			if (method.getName().equals("sendText")) {
				this.sending.run();
				this.sent.add((String) arguments[0]);
				this.waiting.add((SendHandler) arguments[1]);
				if (this.reads) {
					take();
				}
			}
			return null;
		});
		Map<String, Object> properties = new HashMap<>();
		return proxy(Session.class,
				(self, method, arguments) -> method.getName().equals("getAsyncRemote") ? remote : properties);
	}

	/** The client takes a message. */
	void take() {
		this.taken.add(this.sent.remove());
		this.waiting.remove().onResult(new SendResult(this.socket));
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
