package io.strapper.socket;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import io.strapper.user.KeptBytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * A socket to which sending never blocks. Messages that a client does not take at once
 * are kept for it, in order, within a limit for the socket and one for all sockets. A
 * client that exceeds a limit, or takes nothing for {@link #PATIENCE_MILLIS}, is
 * disconnected. Safe for use by several threads.
 */
class NonBlockingSocket extends WebSocketSessionDecorator implements SendHandler {

	private static final Logger log = LoggerFactory.getLogger(NonBlockingSocket.class);

	static final int KEPT_BYTES = 2 << 20;

	static final int KEPT_MESSAGES = 1000;

	static final long PATIENCE_MILLIS = 5_000;

	/**
	 * How long Tomcat may block a thread that sends a pong or a close frame to a client
	 * that does not read.
	 */
	private static final long BLOCKING_MILLIS = 500;

	private static final CloseStatus TOO_SLOW = new CloseStatus(1008, "Too slow: come back and catch up");

	private final RemoteEndpoint.Async remote;

	private final KeptBytes budget;

	private final String owner;

	private final Queue<WebSocketMessage<?>> kept = new ArrayDeque<>();

	private long keptBytes;

	private boolean sending;

	private @Nullable CloseStatus closing;

	/**
	 * Decorates a socket.
	 * @param session the socket
	 * @param owner the user of the socket
	 * @param budget the bytes that are kept for all sockets together
	 */
	NonBlockingSocket(WebSocketSession session, String owner, KeptBytes budget) {
		super(session);
		this.owner = owner;
		this.budget = budget;
		Session socket = ((NativeWebSocketSession) session).getNativeSession(Session.class);
		if (socket == null) {
			throw new IllegalStateException("The socket is not open");
		}
		socket.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", BLOCKING_MILLIS);
		socket.getUserProperties().put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", PATIENCE_MILLIS);
		this.remote = socket.getAsyncRemote();
		this.remote.setSendTimeout(PATIENCE_MILLIS);
	}

	@Override
	public void sendMessage(WebSocketMessage<?> message) {
		if (keep(message)) {
			write(message);
		}
	}

	/** Keeps the message if another one is being sent. Returns whether to send it now. */
	private synchronized boolean keep(WebSocketMessage<?> message) {
		if (this.closing != null) {
			return false;
		}
		if (!this.sending) {
			this.sending = true;
			return true;
		}
		this.kept.add(message);
		this.keptBytes += message.getPayloadLength();
		boolean room = this.budget.keep(this.owner, message.getPayloadLength());
		if (!room || this.keptBytes > KEPT_BYTES || this.kept.size() > KEPT_MESSAGES) {
			cut(TOO_SLOW);
		}
		return false;
	}

	private void write(WebSocketMessage<?> message) {
		try {
			if (message instanceof TextMessage text) {
				this.remote.sendText(text.getPayload(), this);
			}
			else {
				getDelegate().sendMessage(message);
				sent(true);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The socket was closed meanwhile
			sent(false);
		}
	}

	/** Called when a message was sent, or cannot be sent. */
	@Override
	public void onResult(SendResult result) {
		sent(result.isOK());
	}

	private void sent(boolean taken) {
		WebSocketMessage<?> next;
		CloseStatus status;
		synchronized (this) {
			if (!taken) {
				cut(TOO_SLOW);
			}
			next = this.kept.poll();
			forget((next != null) ? next.getPayloadLength() : 0);
			this.sending = next != null;
			status = this.closing;
		}
		if (next != null) {
			write(next);
		}
		else if (status != null) {
			closeNow(status);
		}
	}

	/** Closes the socket at once and drops the messages that are kept for the client. */
	final void cut(CloseStatus status) {
		synchronized (this) {
			this.kept.clear();
			forget(this.keptBytes);
		}
		close(status);
	}

	private void forget(long bytes) {
		this.keptBytes -= bytes;
		this.budget.release(this.owner, bytes);
	}

	/** Drops the messages that are kept, since the socket is closed. */
	final synchronized void closed() {
		this.closing = (this.closing != null) ? this.closing : CloseStatus.NORMAL;
		this.kept.clear();
		forget(this.keptBytes);
	}

	@Override
	public final void close() {
		close(CloseStatus.NORMAL);
	}

	/** Takes no more messages, and closes the socket when the kept ones are sent. */
	@Override
	public final void close(CloseStatus status) {
		synchronized (this) {
			if (this.closing == null) {
				this.closing = status;
			}
			if (this.sending) {
				return;
			}
		}
		closeNow(status);
	}

	private void closeNow(CloseStatus status) {
		try {
			getDelegate().close(status);
		}
		catch (IOException ex) {
			log.debug("Socket {} was closed already", getId(), ex);
		}
	}

}
