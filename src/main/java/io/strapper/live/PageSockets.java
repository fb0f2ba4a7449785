package io.strapper.live;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.strapper.app.AppId;
import io.strapper.security.AppRules;
import io.strapper.user.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * All open sockets, each within its limits. What was allowed when a page subscribed may
 * not be any more: who has signed out, or may not see the app now, is cut off within two
 * seconds or so. Safe for use by several threads.
 */
@Component
class PageSockets implements WebSocketHandlerDecoratorFactory, ChannelInterceptor {

	private static final Logger log = LoggerFactory.getLogger(PageSockets.class);

	private static final CloseStatus TOO_MANY = new CloseStatus(1008, "Too many sockets: close some pages");

	private static final CloseStatus FLOODED = new CloseStatus(1008, "Too many frames");

	private static final CloseStatus NOT_ALLOWED = new CloseStatus(1008, "Not allowed any more");

	private final Map<String, PageSocket> sockets = new ConcurrentHashMap<>();

	private final AppRules rules;

	private final Sessions sessions;

	private final LiveSettings properties;

	PageSockets(AppRules rules, Sessions sessions, LiveSettings properties) {
		this.rules = rules;
		this.sessions = sessions;
		this.properties = properties;
	}

	@Override
	public WebSocketHandler decorate(WebSocketHandler handler) {
		return new Guarded(handler);
	}

	/** Takes note of what a page subscribes to; whether it may, is decided elsewhere. */
	@Override
	public Message<?> preSend(Message<?> message, MessageChannel channel) {
		if (SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) != SimpMessageType.SUBSCRIBE) {
			return message;
		}
		String id = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
		PageSocket socket = (id != null) ? this.sockets.get(id) : null;
		if (socket == null) {
			throw new MessageDeliveryException(message, "No socket");
		}
		Optional<AppId> app = SubscriptionRule.app(message);
		if (app.isPresent() && !socket.subscribe(app.get())) {
			throw new MessageDeliveryException(message, "Too many subscriptions");
		}
		return message;
	}

	@Scheduled(fixedDelay = 1000)
	void recheck() {
		Collection<PageSocket> open = this.sockets.values();
		if (open.isEmpty()) {
			return;
		}
		try {
			Set<String> alive = this.sessions.alive(open.stream().map(PageSocket::session).collect(Collectors.toSet()));
			open.stream()
				.filter((socket) -> !alive.contains(socket.session()) || !isAllowed(socket))
				.forEach((socket) -> socket.cut(NOT_ALLOWED));
			this.sessions
				.touch(open.stream().filter(PageSocket::isThere).map(PageSocket::session).collect(Collectors.toSet()));
		}
		catch (DataAccessException ex) {
			log.warn("The database could not tell who is signed in: {}", ex.getMessage());
		}
	}

	/** The server goes away: every page is told, and tries again at once. */
	void goAway() {
		this.sockets.values().forEach((socket) -> socket.cut(CloseStatus.GOING_AWAY));
	}

	private boolean isAllowed(PageSocket socket) {
		return socket.user()
			.filter((user) -> this.rules.isUser(user)
					&& socket.apps().stream().allMatch((app) -> this.rules.maySee(user, app)))
			.isPresent();
	}

	private boolean hasRoom(PageSocket socket) {
		Optional<String> name = socket.user().map(Authentication::getName);
		return this.sockets.values()
			.stream()
			.filter((other) -> other.user().map(Authentication::getName).equals(name))
			.count() <= this.properties.socketsPerUser();
	}

	/** Passes on what sockets within their limits say. */
	private final class Guarded extends WebSocketHandlerDecorator {

		private Guarded(WebSocketHandler handler) {
			super(handler);
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			PageSocket socket = new PageSocket(session);
			PageSockets.this.sockets.put(session.getId(), socket);
			if (hasRoom(socket)) {
				super.afterConnectionEstablished(socket);
			}
			else {
				PageSockets.this.sockets.remove(session.getId());
				socket.cut(TOO_MANY);
			}
		}

		@Override
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
			PageSocket socket = PageSockets.this.sockets.get(session.getId());
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
			if (PageSockets.this.sockets.remove(session.getId()) != null) {
				super.afterConnectionClosed(session, status);
			}
		}

	}

}
