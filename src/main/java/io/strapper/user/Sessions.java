package io.strapper.user;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions in which users are signed in. */
@Component
public class Sessions {

	private static final int ASKED_AT_ONCE = 500;

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
	 * Which sessions have not ended.
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
	 * Notes that somebody has a page open, which counts as a request: who watches is not
	 * idle. It is noted about once a minute, and no session goes on beyond its limit.
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
	 * Signs a user out everywhere.
	 * @param user the user's name
	 * @param except the identifier of the one session to keep, or null to keep none
	 */
	void end(String user, @Nullable String except) {
		for (String id : this.repository.findByPrincipalName(user).keySet()) {
			if (!id.equals(except)) {
				this.repository.deleteById(id);
			}
		}
	}

}
