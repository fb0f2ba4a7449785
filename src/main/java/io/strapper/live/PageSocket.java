package io.strapper.live;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;

import org.springframework.security.core.Authentication;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** The socket of somebody's page: whose it is, and what it listens to. */
final class PageSocket extends PatientSocket {

	private static final int MOST_SUBSCRIPTIONS = 20;

	/** A page sends a few frames at first, and a heartbeat now and then. */
	private static final int MOST_FRAMES = 100;

	private static final long WINDOW_NANOS = 10_000_000_000L;

	private final Map<String, AppId> subscriptions = new ConcurrentHashMap<>();

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

	/** The apps that it listens to. */
	Collection<AppId> apps() {
		return this.subscriptions.values();
	}

	/**
	 * Listens to an app.
	 * @param subscription the page's own name for it
	 * @param app the app
	 * @return whether the page may listen to one more
	 */
	boolean subscribe(String subscription, AppId app) {
		this.subscriptions.put(subscription, app);
		return this.subscriptions.size() <= MOST_SUBSCRIPTIONS;
	}

	/** Listens to an app no more. */
	void unsubscribe(String subscription) {
		this.subscriptions.remove(subscription);
	}

	/**
	 * Counts a frame of the page.
	 * @return whether there are no more than any page has reason to send
	 */
	synchronized boolean heard() {
		long now = System.nanoTime();
		if (now - this.windowStart > WINDOW_NANOS) {
			this.windowStart = now;
			this.frames = 0;
		}
		return ++this.frames <= MOST_FRAMES;
	}

}
