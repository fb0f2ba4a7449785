package io.strapper.user;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Stores the time of a session's last request at most once a minute. A page that polls
 * each second would otherwise write to the database each second, to no purpose: sessions
 * time out after hours.
 *
 * @param <S> the sessions of the repository behind this one
 */
class RarelyTouchedSessions<S extends Session>
		implements FindByIndexNameSessionRepository<RarelyTouchedSessions.RarelyTouchedSession<S>> {

	private static final Duration PRECISION = Duration.ofMinutes(1);

	private final FindByIndexNameSessionRepository<S> repository;

	RarelyTouchedSessions(FindByIndexNameSessionRepository<S> repository) {
		this.repository = repository;
	}

	@Override
	public RarelyTouchedSession<S> createSession() {
		return new RarelyTouchedSession<>(this.repository.createSession());
	}

	@Override
	public void save(RarelyTouchedSession<S> session) {
		this.repository.save(session.session);
	}

	@Override
	public @Nullable RarelyTouchedSession<S> findById(String id) {
		S session = this.repository.findById(id);
		return (session != null) ? new RarelyTouchedSession<>(session) : null;
	}

	@Override
	public void deleteById(String id) {
		this.repository.deleteById(id);
	}

	@Override
	public Map<String, RarelyTouchedSession<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		Map<String, RarelyTouchedSession<S>> sessions = new LinkedHashMap<>();
		this.repository.findByIndexNameAndIndexValue(indexName, indexValue)
			.forEach((id, session) -> sessions.put(id, new RarelyTouchedSession<>(session)));
		return sessions;
	}

	/**
	 * A session that ignores a request shortly after another one.
	 *
	 * @param <S> the session behind this one
	 */
	static final class RarelyTouchedSession<S extends Session> implements Session {

		private final S session;

		private RarelyTouchedSession(S session) {
			this.session = session;
		}

		@Override
		public void setLastAccessedTime(Instant time) {
			if (time.isAfter(this.session.getLastAccessedTime().plus(PRECISION))) {
				this.session.setLastAccessedTime(time);
			}
		}

		@Override
		public Instant getLastAccessedTime() {
			return this.session.getLastAccessedTime();
		}

		@Override
		public String getId() {
			return this.session.getId();
		}

		@Override
		public String changeSessionId() {
			return this.session.changeSessionId();
		}

		@Override
		public <T> @Nullable T getAttribute(String name) {
			return this.session.getAttribute(name);
		}

		@Override
		public Set<String> getAttributeNames() {
			return this.session.getAttributeNames();
		}

		@Override
		public void setAttribute(String name, Object value) {
			this.session.setAttribute(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.session.removeAttribute(name);
		}

		@Override
		public Instant getCreationTime() {
			return this.session.getCreationTime();
		}

		@Override
		public void setMaxInactiveInterval(Duration interval) {
			this.session.setMaxInactiveInterval(interval);
		}

		@Override
		public Duration getMaxInactiveInterval() {
			return this.session.getMaxInactiveInterval();
		}

		@Override
		public boolean isExpired() {
			return this.session.isExpired();
		}

	}

}
