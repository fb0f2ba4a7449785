package io.strapper.socket;

import io.strapper.user.KeptBytes;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Accepts sockets within the limits, and passes on their messages within the limits of
 * frames.
 */
@Component
class SocketGuard implements WebSocketHandlerDecoratorFactory {

	private static final CloseStatus TOO_MANY = new CloseStatus(1008, "Too many sockets: close some pages");

	private static final CloseStatus FLOODED = new CloseStatus(1008, "Too many frames");

	private final OpenSockets sockets;

	private final Fanout fanout;

	private final KeptBytes budget;

	SocketGuard(OpenSockets sockets, Fanout fanout, SocketSettings settings) {
		this.sockets = sockets;
		this.fanout = fanout;
		this.budget = new KeptBytes(settings.keptBytes().toBytes(), settings.keptBytesPerUser().toBytes());
	}

	@Override
	public WebSocketHandler decorate(WebSocketHandler handler) {
		return new Guarded(handler);
	}

	/** Passes on the messages of sockets that are within their limits. */
	private final class Guarded extends WebSocketHandlerDecorator {

		private Guarded(WebSocketHandler handler) {
			super(handler);
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			PageSocket socket = new PageSocket(session, SocketGuard.this.budget, System::nanoTime);
			if (SocketGuard.this.sockets.add(socket)) {
				super.afterConnectionEstablished(socket);
			}
			else {
				socket.cut(TOO_MANY);
			}
		}

		@Override
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
			PageSocket socket = SocketGuard.this.sockets.find(session.getId()).orElse(null);
			if (socket == null) {
				return;
			}
			if (socket.heard(String.valueOf(message.getPayload()))) {
				super.handleMessage(socket, message);
			}
			else {
				socket.cut(FLOODED);
			}
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
			PageSocket socket = SocketGuard.this.sockets.remove(session.getId()).orElse(null);
			if (socket != null) {
				SocketGuard.this.fanout.leave(socket);
				socket.closed();
				super.afterConnectionClosed(session, status);
			}
		}

	}

}
