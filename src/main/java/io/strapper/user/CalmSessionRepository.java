package io.strapper.user;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Ends every session some time after it began, and notes the time of its last request at
 * most once a minute. A page that polls each second would otherwise write to the database
 * each second, to no purpose: sessions time out after hours.
 *
 * @param <S> the sessions of the repository behind this one
 */
class CalmSessionRepository<S extends Session>
		implements FindByIndexNameSessionRepository<CalmSessionRepository.CalmSession<S>> {

	private static final Duration PRECISION = Duration.ofMinutes(1);

	private final FindByIndexNameSessionRepository<S> repository;

	private final Supplier<Duration> limit;

	CalmSessionRepository(FindByIndexNameSessionRepository<S> repository, Supplier<Duration> limit) {
		this.repository = repository;
		this.limit = limit;
	}

	@Override
	public CalmSession<S> createSession() {
		return new CalmSession<>(this.repository.createSession());
	}

	@Override
	public void save(CalmSession<S> session) {
		this.repository.save(session.session);
	}

	@Override
	public @Nullable CalmSession<S> findById(String id) {
		S session = this.repository.findById(id);
		if (session == null) {
			return null;
		}
		if (session.getCreationTime().plus(this.limit.get()).isBefore(Instant.now())) {
			this.repository.deleteById(id);
			return null;
		}
		return new CalmSession<>(session);
	}

	@Override
	public void deleteById(String id) {
		this.repository.deleteById(id);
	}

	@Override
	public Map<String, CalmSession<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
		Map<String, CalmSession<S>> sessions = new LinkedHashMap<>();
		this.repository.findByIndexNameAndIndexValue(indexName, indexValue)
			.forEach((id, session) -> sessions.put(id, new CalmSession<>(session)));
		return sessions;
	}

	/**
	 * A session that takes no note of a request that follows shortly on another.
	 *
	 * @param <S> the session behind this one
	 */
	static final class CalmSession<S extends Session> implements Session {

		private final S session;

		private CalmSession(S session) {
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
