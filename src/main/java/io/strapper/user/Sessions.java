package io.strapper.user;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions in which users are signed in. */
@Component
public class Sessions {

	private static final int ASKED_AT_ONCE = 500;

	private static final String BROWSER = "strapper.browser";

	private static final String ADDRESS = "strapper.address";

	private final FindByIndexNameSessionRepository<? extends Session> repository;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final UserSettings settings;

	Sessions(FindByIndexNameSessionRepository<? extends Session> repository, JdbcClient jdbc, Clock clock,
			UserSettings settings) {
		this.repository = repository;
		this.jdbc = jdbc;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Selects the sessions that have not ended.
	 * @param ids identifiers of sessions
	 * @return those of them in which somebody is signed in
	 */
	public Set<String> alive(Collection<String> ids) {
		List<String> all = List.copyOf(ids);
		Set<String> alive = new HashSet<>();
		Instant now = this.clock.instant();
		for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
			alive.addAll(this.jdbc.sql("SELECT session_id FROM spring_session "
					+ "WHERE session_id IN (:ids) AND principal_name IS NOT NULL AND expiry_time > :now AND creation_time > :oldest")
				.param("ids", all.subList(from, Math.min(from + ASKED_AT_ONCE, all.size())))
				.param("now", now.toEpochMilli())
				.param("oldest", now.minus(this.settings.sessionLimit()).toEpochMilli())
				.query(String.class)
				.list());
		}
		return alive;
	}

	/**
	 * Notes that pages of these sessions are open, which counts like a request. This is
	 * stored about once a minute, and does not extend a session beyond its limit.
	 * @param ids identifiers of sessions
	 */
	public void touch(Collection<String> ids) {
		List<String> all = List.copyOf(ids);
		for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
			this.jdbc
				.sql("UPDATE spring_session SET last_access_time = :now, "
						+ "expiry_time = :now + 1000 * CAST(max_inactive_interval AS BIGINT) "
						+ "WHERE session_id IN (:ids) AND principal_name IS NOT NULL AND expiry_time > :now "
						+ "AND last_access_time < :now - LEAST(60000, 250 * CAST(max_inactive_interval AS BIGINT))")
				.param("ids", all.subList(from, Math.min(from + ASKED_AT_ONCE, all.size())))
				.param("now", this.clock.millis())
				.update();
		}
	}

	/**
	 * Whether a session has not ended. One query of the database.
	 * @param id identifier of a session
	 * @return whether somebody is signed in in it
	 */
	public boolean isAlive(String id) {
		return !alive(List.of(id)).isEmpty();
	}

	/**
	 * Notes in a session from where its user signed in, for {@link #of}.
	 * @param request the sign-in
	 */
	public static void describe(HttpServletRequest request) {
		HttpSession session = request.getSession();
		session.setAttribute(BROWSER, Browsers.name(Objects.requireNonNullElse(request.getHeader("User-Agent"), "")));
		session.setAttribute(ADDRESS, request.getRemoteAddr());
	}

	/**
	 * The sessions in which a user is signed in, the last used first.
	 * @param user the user's name
	 * @param current the identifier of the session that asks
	 */
	public List<UserSession> of(String user, String current) {
		Map<String, ? extends Session> all = this.repository.findByPrincipalName(user);
		Set<String> alive = alive(all.keySet());
		return all.values()
			.stream()
			.filter((session) -> alive.contains(session.getId()))
			.sorted(Comparator.comparing(Session::getLastAccessedTime).reversed())
			.map((session) -> view(session, session.getId().equals(current)))
			.toList();
	}

	private static UserSession view(Session session, boolean current) {
		return new UserSession(Sha256.of(session.getId()), session.getAttributeOrDefault(BROWSER, "Unknown browser"),
				session.getAttributeOrDefault(ADDRESS, "unknown address"), session.getCreationTime(),
				session.getLastAccessedTime(), current);
	}

	/**
	 * Ends one session of a user; harmless if there is no such session any more.
	 * @param user the user's name
	 * @param key its key
	 */
	public void endOne(String user, String key) {
		this.repository.findByPrincipalName(user)
			.keySet()
			.stream()
			.filter((id) -> Sha256.of(id).equals(key))
			.forEach(this.repository::deleteById);
	}

	/**
	 * Signs a user out everywhere but in one session.
	 * @param user the user's name
	 * @param current the identifier of the session to keep
	 */
	public void endOthers(String user, String current) {
		end(user, current);
	}

	/**
	 * Signs a user out everywhere.
	 * @param user the user's name
	 * @param except the identifier of the one session to keep, or null to keep none
	 */
	void end(String user, @Nullable String except) {
		endWhere(user, (session) -> !session.getId().equals(except));
	}

	/** Ends some sessions of a user. */
	void endWhere(String user, Predicate<Session> which) {
		this.repository.findByPrincipalName(user)
			.values()
			.stream()
			.filter(which)
			.map(Session::getId)
			.forEach(this.repository::deleteById);
	}

}
