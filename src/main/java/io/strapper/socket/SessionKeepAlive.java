package io.strapper.socket;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.strapper.user.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the sessions of open pages alive: an open page counts like a request. */
@Component
class SessionKeepAlive {

	private static final Logger log = LoggerFactory.getLogger(SessionKeepAlive.class);

	private final OpenSockets sockets;

	private final Consumer<Set<String>> sessions;

	@Autowired
	SessionKeepAlive(OpenSockets sockets, Sessions sessions) {
		this(sockets, sessions::touch);
	}

	/**
	 * Keeps sessions.
	 * @param sessions takes the identifiers of the sessions with open pages
	 */
	SessionKeepAlive(OpenSockets sockets, Consumer<Set<String>> sessions) {
		this.sockets = sockets;
		this.sessions = sessions;
	}

	@Scheduled(fixedDelay = 1000)
	void touch() {
		Set<String> watching = this.sockets.all()
			.stream()
			.filter(PageSocket::isThere)
			.map(PageSocket::session)
			.collect(Collectors.toSet());
		try {
			if (!watching.isEmpty()) {
				this.sessions.accept(watching);
			}
		}
		catch (DataAccessException ex) {
			log.warn("The database could not note who watches", ex);
		}
	}

}
