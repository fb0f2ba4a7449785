package io.strapper.socket;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** All open sockets, with a limit for each user and one in all. Thread-safe. */
@Component
public class OpenSockets {

	private final Map<String, PageSocket> sockets = new ConcurrentHashMap<>();

	private final Map<String, Integer> ofUsers = new ConcurrentHashMap<>();

	private final SocketSettings settings;

	private volatile boolean refusing;

	OpenSockets(SocketSettings settings) {
		this.settings = settings;
	}

	/** Whether a user may open another socket. */
	boolean hasRoom(String user) {
		return !isFull() && this.ofUsers.getOrDefault(user, 0) < this.settings.socketsPerUser();
	}

	/** Whether there are as many as there may be in all. */
	boolean isFull() {
		return this.sockets.size() >= this.settings.sockets();
	}

	/** How many are open. */
	public int count() {
		return this.sockets.size();
	}

	/** Adds a socket, if the limits allow it. */
	synchronized boolean add(PageSocket socket) {
		if (!hasRoom(socket.userName())) {
			return false;
		}
		this.sockets.put(socket.getId(), socket);
		this.ofUsers.merge(socket.userName(), 1, Integer::sum);
		return true;
	}

	/** Removes a socket, if it is open. */
	synchronized Optional<PageSocket> remove(String id) {
		PageSocket socket = this.sockets.remove(id);
		if (socket != null) {
			this.ofUsers.computeIfPresent(socket.userName(), (name, count) -> (count > 1) ? count - 1 : null);
		}
		return Optional.ofNullable(socket);
	}

	Optional<PageSocket> find(String id) {
		return Optional.ofNullable(this.sockets.get(id));
	}

	Collection<PageSocket> all() {
		return this.sockets.values();
	}

	/**
	 * Closes all sockets and takes no more, so that pages go on at another node; or takes
	 * sockets again.
	 */
	public void refuse(boolean refusing) {
		this.refusing = refusing;
		if (refusing) {
			goAway();
		}
	}

	/** Whether pages have to go on at another node. */
	boolean isRefusing() {
		return this.refusing;
	}

	/** Tells every page that the server goes away, so that it reconnects at once. */
	void goAway() {
		all().forEach((socket) -> socket.cut(CloseStatus.GOING_AWAY));
	}

}
