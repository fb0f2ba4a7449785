package io.strapper.live;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.strapper.app.AppId;

import org.springframework.security.core.Authentication;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** The socket of somebody's page: whose it is, and what it listens to. */
final class PageSocket extends NonBlockingSocket {

	/** In a socket's life: a page needs one. */
	private static final int MOST_SUBSCRIPTIONS = 50;

	/** A page sends a few frames at first, and a heartbeat now and then. */
	private static final int MOST_FRAMES = 100;

	private static final long WINDOW_NANOS = 10_000_000_000L;

	private final Set<AppId> apps = ConcurrentHashMap.newKeySet();

	private final AtomicInteger subscriptions = new AtomicInteger();

	/** A hidden page's timers fire once a minute. */
	private static final long SILENCE_NANOS = 180_000_000_000L;

	private volatile long lastHeard = System.nanoTime();

	private long windowStart = System.nanoTime();

	private int frames;

	PageSocket(WebSocketSession session) {
		super(session);
	}

	/** Whose page it is; empty for nobody's. */
	Optional<Authentication> user() {
		return (getPrincipal() instanceof Authentication user) ? Optional.of(user) : Optional.empty();
	}

	/** The identifier of the session by which its user was signed in. */
	String session() {
		return String.valueOf(getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME));
	}

	/**
	 * The apps that it has listened to, and may listen to still: the broker hears of
	 * SUBSCRIBE and UNSUBSCRIBE in any order, so the page's word that it listens no more
	 * counts for nothing.
	 */
	Set<AppId> apps() {
		return this.apps;
	}

	/**
	 * Listens to an app.
	 * @param app the app
	 * @return whether the page may listen once more
	 */
	boolean subscribe(AppId app) {
		this.apps.add(app);
		return this.subscriptions.incrementAndGet() <= MOST_SUBSCRIPTIONS;
	}

	/** Whether the page is there: it sends a heartbeat now and then. */
	boolean isThere() {
		return System.nanoTime() - this.lastHeard < SILENCE_NANOS;
	}

	/**
	 * Counts frames of the page.
	 * @param text what it sent: a message of the socket may hold many frames, each of
	 * which ends with a NUL
	 * @return whether there are no more than any page has reason to send
	 */
	synchronized boolean heard(String text) {
		long now = System.nanoTime();
		this.lastHeard = now;
		if (now - this.windowStart > WINDOW_NANOS) {
			this.windowStart = now;
			this.frames = 0;
		}
		this.frames += Math.max(1, Math.toIntExact(text.chars().filter((character) -> character == 0).count()));
		return this.frames <= MOST_FRAMES;
	}

}
