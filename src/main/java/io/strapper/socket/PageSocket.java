package io.strapper.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.strapper.app.AppId;
import io.strapper.user.KeptBytes;

import org.springframework.security.core.Authentication;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** The socket of a page: its user, its subscriptions, and the frames that it sent. */
final class PageSocket extends NonBlockingSocket {

	/** Most apps in a socket's life. A page needs one. */
	private static final int MOST_APPS = 50;

	/** Most frames in a period. A page sends a few at first, and then heartbeats. */
	private static final int MOST_FRAMES = 100;

	private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

	/** A hidden page's timers fire once a minute. */
	private static final long SILENCE_NANOS = Duration.ofMinutes(3).toNanos();

	private static final long CONNECT_NANOS = Duration.ofSeconds(10).toNanos();

	private final Set<AppId> apps = ConcurrentHashMap.newKeySet();

	private final LongSupplier nanos;

	private final long opened;

	private volatile long lastHeard;

	private volatile boolean connected;

	private long windowStart;

	private int frames;

	/**
	 * A socket that was just opened.
	 * @param session the socket
	 * @param budget the bytes that are kept for all sockets together
	 * @param nanos the monotonic clock, in nanoseconds
	 */
	PageSocket(WebSocketSession session, KeptBytes budget, LongSupplier nanos) {
		super(session, name(session), budget);
		this.nanos = nanos;
		this.opened = nanos.getAsLong();
		this.lastHeard = this.opened;
		this.windowStart = this.opened;
	}

	private static String name(WebSocketSession session) {
		return (session.getPrincipal() != null) ? session.getPrincipal().getName() : "";
	}

	/**
	 * Ignores Spring's limit of 16 KB, for which each open socket would hold a buffer: a
	 * page sends less.
	 */
	@Override
	public void setTextMessageSizeLimit(int limit) {
		// The container's limit stays
	}

	/** The user of the page; empty for a stranger. */
	Optional<Authentication> user() {
		return (getPrincipal() instanceof Authentication user) ? Optional.of(user) : Optional.empty();
	}

	/** The user's name; empty for a stranger. */
	String userName() {
		return name(this);
	}

	/** The identifier of the session in which the user is signed in. */
	String session() {
		return String.valueOf(getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME));
	}

	/** Notes that the page has sent CONNECT. */
	void connect() {
		this.connected = true;
	}

	/** Whether the page should have sent CONNECT by now, and has not. */
	boolean isLate() {
		return !this.connected && this.nanos.getAsLong() - this.opened > CONNECT_NANOS;
	}

	/**
	 * Every app that it ever subscribed to. The user must be allowed to see all of them.
	 */
	Set<AppId> apps() {
		return this.apps;
	}

	/**
	 * Subscribes to an app.
	 * @return whether the limit of apps allows it
	 */
	boolean subscribe(AppId app) {
		this.apps.add(app);
		return this.apps.size() <= MOST_APPS;
	}

	/** Whether the page is alive: it has sent a frame within the last three minutes. */
	boolean isThere() {
		return this.nanos.getAsLong() - this.lastHeard < SILENCE_NANOS;
	}

	/**
	 * Counts the frames in a message of the page.
	 * @param text the message, which may contain several frames, each of which ends with
	 * NUL
	 * @return whether the number of frames is within the limit
	 */
	synchronized boolean heard(String text) {
		long now = this.nanos.getAsLong();
		this.lastHeard = now;
		if (now - this.windowStart > WINDOW_NANOS) {
			this.windowStart = now;
			this.frames = 0;
		}
		this.frames += Math.max(1, Math.toIntExact(text.chars().filter((character) -> character == 0).count()));
		return this.frames <= MOST_FRAMES;
	}

}
