package io.strapper.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.strapper.app.AppId;
import io.strapper.user.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The links in the database, which holds only the hashes of their tokens. Safe for use by
 * several threads.
 */
@Component
class Shares {

	/** How long a link that has ended is still known, so that its page can say so. */
	private static final Duration KEPT = Duration.ofDays(30);

	private static final String SELECT = "SELECT * FROM share WHERE ";

	private static final String VALID = " AND revoked_at IS NULL AND expires_at > :now ORDER BY id DESC";

	private final JdbcClient jdbc;

	private final Clock clock;

	Shares(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Keeps a new link.
	 * @param token its token, of which only the hash is kept
	 */
	Share add(String token, AppId app, long run, Share.Lines lines, String createdBy, Instant expiresAt) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		Instant now = this.clock.instant();
		this.jdbc.sql("""
				INSERT INTO share (hash, app, run, first_line, last_line, log_bytes, frozen, created_by, created_at,
				expires_at)
				VALUES (:hash, :app, :run, :from, :to, :logBytes, :frozen, :createdBy, :now, :expiresAt)
				""")
			.param("hash", Sha256.of(token))
			.param("app", app.value())
			.param("run", run)
			.param("from", lines.from())
			.param("to", lines.to())
			.param("logBytes", lines.logBytes())
			.param("frozen", lines.frozen())
			.param("createdBy", createdBy)
			.param("now", utc(now))
			.param("expiresAt", utc(expiresAt))
			.update(id, "id");
		long added = Optional.ofNullable(id.getKey()).orElseThrow().longValue();
		return new Share(added, app, run, lines, createdBy, now, expiresAt, null);
	}

	/**
	 * The link with a token, whether or not it is still valid.
	 * @param token any text
	 */
	Optional<Share> find(String token) {
		return this.jdbc.sql(SELECT + "hash = :hash").param("hash", Sha256.of(token)).query(Shares::share).optional();
	}

	/** The link with an identifier, whether or not it is still valid. */
	Optional<Share> find(long id) {
		return this.jdbc.sql(SELECT + "id = :id").param("id", id).query(Shares::share).optional();
	}

	/** Everybody's valid links, the newest first. */
	List<Share> all() {
		return this.jdbc.sql(SELECT + "1 = 1" + VALID).param("now", now()).query(Shares::share).list();
	}

	/** A user's own valid links, the newest first. */
	List<Share> of(String user) {
		return this.jdbc.sql(SELECT + "created_by = :user" + VALID)
			.param("user", user)
			.param("now", now())
			.query(Shares::share)
			.list();
	}

	/** The valid links to lines of a run, the newest first. */
	List<Share> of(AppId app, long run) {
		return this.jdbc.sql(SELECT + "app = :app AND run = :run" + VALID)
			.param("app", app.value())
			.param("run", run)
			.param("now", now())
			.query(Shares::share)
			.list();
	}

	/**
	 * Revokes a link at once.
	 * @return whether it was valid
	 */
	boolean revoke(long id) {
		return this.jdbc
			.sql("UPDATE share SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL AND expires_at > :now")
			.param("now", now())
			.param("id", id)
			.update() > 0;
	}

	/** Forgets links that have ended long ago. */
	@Scheduled(fixedDelay = 3_600_000)
	void forget() {
		this.jdbc.sql("DELETE FROM share WHERE expires_at < :oldest OR revoked_at < :oldest")
			.param("oldest", now().minus(KEPT))
			.update();
	}

	private OffsetDateTime now() {
		return utc(this.clock.instant());
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Share share(ResultSet row, int index) throws SQLException {
		Share.Lines lines = new Share.Lines(row.getLong("first_line"), row.getLong("last_line"),
				row.getLong("log_bytes"), row.getLong("frozen"));
		return new Share(row.getLong("id"), new AppId(row.getString("app")), row.getLong("run"), lines,
				row.getString("created_by"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("expires_at", OffsetDateTime.class).toInstant(), revoked(row));
	}

	private static @Nullable Instant revoked(ResultSet row) throws SQLException {
		OffsetDateTime time = row.getObject("revoked_at", OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
