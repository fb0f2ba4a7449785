package io.strapper.socket;

import java.util.regex.Pattern;

import io.strapper.app.AppId;
import io.strapper.security.AppRules;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.stereotype.Component;

/**
 * Records subscriptions in the order of the page's frames, and does not pass these frames
 * on to Spring's broker, which would accept patterns and any number of subscriptions.
 */
@Component
class SubscriptionBook implements ChannelInterceptor {

	/** Identifiers that need no escaping in a frame. */
	private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

	private final OpenSockets sockets;

	private final Fanout fanout;

	private final AppRules rules;

	SubscriptionBook(OpenSockets sockets, Fanout fanout, AppRules rules) {
		this.sockets = sockets;
		this.fanout = fanout;
		this.rules = rules;
	}

	@Override
	public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
		SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
		if (type == SimpMessageType.CONNECT) {
			socket(message).connect();
		}
		if (type == SimpMessageType.SUBSCRIBE) {
			subscribe(message);
			return null;
		}
		if (type == SimpMessageType.UNSUBSCRIBE) {
			this.fanout.unsubscribe(socket(message), subscription(message));
			return null;
		}
		return message;
	}

	private void subscribe(Message<?> message) {
		PageSocket socket = socket(message);
		String subscription = subscription(message);
		AppId app = SubscriptionRule.app(message)
			.filter((id) -> socket.user().filter((user) -> this.rules.maySee(user, id)).isPresent())
			.orElseThrow(() -> new RefusedException(message, "Not allowed"));
		// Recorded before the first message, so that a revocation never misses it
		if (!socket.subscribe(app)) {
			throw new RefusedException(message, "Too many subscriptions");
		}
		if (!this.fanout.subscribe(app, socket, subscription)) {
			throw new RefusedException(message, "A socket subscribes to an app once");
		}
		if (this.sockets.find(socket.getId()).isEmpty()) {
			// The socket was closed meanwhile
			this.fanout.leave(socket);
		}
	}

	private PageSocket socket(Message<?> message) {
		String id = String.valueOf(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()));
		return this.sockets.find(id).orElseThrow(() -> new RefusedException(message, "No socket"));
	}

	private static String subscription(Message<?> message) {
		String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
		if (id == null || !IDENTIFIER.matcher(id).matches()) {
			throw new RefusedException(message, "The id of a subscription has 1 to 64 of A-Z, a-z, 0-9, _, . and -");
		}
		return id;
	}

	/** A frame was refused; the message tells the client why. */
	static final class RefusedException extends MessageDeliveryException {

		private static final long serialVersionUID = 1L;

		RefusedException(Message<?> refused, String reason) {
			super(refused, reason);
		}

	}

}
