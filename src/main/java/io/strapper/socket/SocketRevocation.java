package io.strapper.socket;

import java.util.Collection;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.strapper.app.AppId;
import io.strapper.security.AppRules;
import io.strapper.user.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/**
 * Closes sockets whose access was revoked: about two seconds after a user has signed out,
 * or may not see an app any more, the page gets no more messages. It also closes sockets
 * that never sent CONNECT.
 */
@Component
class SocketRevocation {

	private static final Logger log = LoggerFactory.getLogger(SocketRevocation.class);

	private static final CloseStatus NOT_ALLOWED = new CloseStatus(1008, "Not allowed any more");

	private static final CloseStatus LATE = new CloseStatus(1008, "No CONNECT came");

	private final OpenSockets sockets;

	private final Predicate<Authentication> users;

	private final BiPredicate<Authentication, AppId> visible;

	private final Function<Set<String>, Set<String>> alive;

	@Autowired
	SocketRevocation(OpenSockets sockets, AppRules rules, Sessions sessions) {
		this(sockets, rules::isUser, rules::maySee, sessions::alive);
	}

	/**
	 * Checks sockets.
	 * @param users whether somebody is still a user
	 * @param visible whether a user may see an app now
	 * @param alive selects the sessions that have not ended
	 */
	SocketRevocation(OpenSockets sockets, Predicate<Authentication> users, BiPredicate<Authentication, AppId> visible,
			Function<Set<String>, Set<String>> alive) {
		this.sockets = sockets;
		this.users = users;
		this.visible = visible;
		this.alive = alive;
	}

	@Scheduled(fixedDelay = 1000)
	void recheck() {
		Collection<PageSocket> open = this.sockets.all();
		if (open.isEmpty()) {
			return;
		}
		open.stream().filter(PageSocket::isLate).forEach((socket) -> socket.cut(LATE));
		try {
			Set<String> alive = this.alive.apply(sessions(open));
			open.stream()
				.filter((socket) -> !alive.contains(socket.session()) || !isAllowed(socket))
				.forEach((socket) -> socket.cut(NOT_ALLOWED));
		}
		catch (DataAccessException ex) {
			log.warn("The database could not tell who is signed in", ex);
		}
	}

	private static Set<String> sessions(Collection<PageSocket> sockets) {
		return sockets.stream().map(PageSocket::session).collect(Collectors.toSet());
	}

	private boolean isAllowed(PageSocket socket) {
		return socket.user()
			.filter((user) -> this.users.test(user)
					&& socket.apps().stream().allMatch((app) -> this.visible.test(user, app)))
			.isPresent();
	}

}
