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

/** The socket of somebody's page: whose it is, what it listens to, and its frames. */
final class PageSocket extends NonBlockingSocket {

	/** In a socket's life: a page needs one. */
	private static final int MOST_APPS = 50;

	/** A page sends a few frames at first, and a heartbeat now and then. */
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
	 * @param budget what may be kept for all sockets together
	 * @param nanos a clock that nobody sets
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

	/** Spring asks for 16 KB, which each open socket would hold: a page sends less. */
	@Override
	public void setTextMessageSizeLimit(int limit) {
		// It stays what the container gives
	}

	/** Whose page it is; empty for nobody's. */
	Optional<Authentication> user() {
		return (getPrincipal() instanceof Authentication user) ? Optional.of(user) : Optional.empty();
	}

	/** The user's name; empty for nobody. */
	String userName() {
		return name(this);
	}

	/** The identifier of the session by which its user was signed in. */
	String session() {
		return String.valueOf(getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME));
	}

	/** The page has sent CONNECT. */
	void connect() {
		this.connected = true;
	}

	/** Whether the page should have sent CONNECT by now, and has not. */
	boolean isLate() {
		return !this.connected && this.nanos.getAsLong() - this.opened > CONNECT_NANOS;
	}

	/**
	 * Every app that it ever subscribed to: its user has to be allowed to see them all.
	 */
	Set<AppId> apps() {
		return this.apps;
	}

	/**
	 * Subscribes to an app.
	 * @return whether the page may have one more
	 */
	boolean subscribe(AppId app) {
		this.apps.add(app);
		return this.apps.size() <= MOST_APPS;
	}

	/** Whether the page is there: it sends a heartbeat now and then. */
	boolean isThere() {
		return this.nanos.getAsLong() - this.lastHeard < SILENCE_NANOS;
	}

	/**
	 * Counts frames of the page.
	 * @param text what it sent: a message of the socket may hold many frames, each of
	 * which ends with a NUL
	 * @return whether there are no more than any page has reason to send
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
