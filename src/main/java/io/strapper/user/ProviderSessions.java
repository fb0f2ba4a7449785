package io.strapper.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.servlet.http.HttpSession;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Which of our sessions began with which session at a provider, so that the provider can
 * end them. An old request to end sessions spares those that began after it.
 */
@Component
public class ProviderSessions {

	private static final String ATTRIBUTE = "strapper.provider-session";

	/** The provider's clock may be slow. */
	private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final Sessions sessions;

	private final Clock clock;

	private final UserSettings settings;

	ProviderSessions(JdbcClient jdbc, Sessions sessions, Clock clock, UserSettings settings) {
		this.jdbc = jdbc;
		this.sessions = sessions;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Notes with which session at a provider a session began.
	 * @param session our session
	 * @param issuer the provider
	 * @param sid the provider's session
	 * @param user the user's name
	 */
	public void remember(HttpSession session, String issuer, String sid, String user) {
		String hash = hash(issuer, sid);
		session.setAttribute(ATTRIBUTE, hash);
		Instant now = this.clock.instant();
		this.jdbc.sql("DELETE FROM provider_session WHERE opened_at < :oldest OR (hash = :hash AND name = :name)")
			.param("oldest", utc(now.minus(this.settings.sessionLimit())))
			.param("hash", hash)
			.param("name", user)
			.update();
		this.jdbc.sql("INSERT INTO provider_session (hash, name, opened_at) VALUES (:hash, :name, :now)")
			.param("hash", hash)
			.param("name", user)
			.param("now", utc(now))
			.update();
	}

	/**
	 * Ends the sessions that began with a session at a provider.
	 * @param issuer the provider
	 * @param sid the provider's session
	 * @param asked when the provider asked for it
	 * @return names of their users
	 */
	public List<String> end(String issuer, String sid, Instant asked) {
		String hash = hash(issuer, sid);
		List<String> users = this.jdbc.sql("SELECT name FROM provider_session WHERE hash = :hash")
			.param("hash", hash)
			.query(String.class)
			.list();
		users.forEach((user) -> this.sessions.endWhere(user,
				(session) -> hash.equals(session.getAttribute(ATTRIBUTE)) && isBefore(session, asked)));
		return users;
	}

	/**
	 * Ends all sessions of a user of a provider.
	 * @param asked when the provider asked for it
	 * @return names of their users
	 */
	public List<String> end(ProviderIdentity identity, Instant asked) {
		List<String> users = this.jdbc.sql("SELECT name FROM users WHERE issuer = :issuer AND subject = :subject")
			.param("issuer", identity.issuer())
			.param("subject", identity.subject())
			.query(String.class)
			.list();
		users.forEach((user) -> this.sessions.endWhere(user, (session) -> isBefore(session, asked)));
		return users;
	}

	private static boolean isBefore(Session session, Instant asked) {
		return session.getCreationTime().isBefore(asked.plus(CLOCK_SKEW));
	}

	private static String hash(String issuer, String sid) {
		return Sha256.of(issuer + "\n" + sid);
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
