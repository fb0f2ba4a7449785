package io.strapper.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.AppId;
import io.strapper.user.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The tokens in the database, which holds only their hashes. A plain SHA-256 is enough:
 * bcrypt makes the guesses of a password expensive, but nobody can guess 256 random bits,
 * and every request would have to wait for it. Safe for use by several threads.
 */
@Component
class ApiTokens {

	/** How precisely it is known when a token was last used. */
	private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

	private static final String SELECT = """
			SELECT id, owner, name, scopes, apps, created_by, created_at, expires_at, last_used_at FROM api_token
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	ApiTokens(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Keeps a new token.
	 * @param token its text, of which only the hash is kept
	 * @return its identifier
	 */
	long add(String token, @Nullable String owner, NewToken wanted, String createdBy) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		SortedSet<AppId> apps = wanted.apps();
		this.jdbc.sql("""
				INSERT INTO api_token (hash, owner, name, scopes, apps, created_by, created_at, expires_at)
				VALUES (:hash, :owner, :name, :scopes, :apps, :createdBy, :now, :expiresAt)
				""")
			.param("hash", Sha256.of(token))
			.param("owner", owner, Types.VARCHAR)
			.param("name", wanted.name())
			.param("scopes", wanted.scopes().stream().map(Scope::label).collect(Collectors.joining(" ")))
			.param("apps", (apps != null) ? apps.stream().map(AppId::value).collect(Collectors.joining(" ")) : null,
					Types.VARCHAR)
			.param("createdBy", createdBy)
			.param("now", utc(this.clock.instant()))
			.param("expiresAt", (wanted.expiresAt() != null) ? utc(wanted.expiresAt()) : null,
					Types.TIMESTAMP_WITH_TIMEZONE)
			.update(id, "id");
		return Optional.ofNullable(id.getKey()).orElseThrow().longValue();
	}

	/**
	 * The token with a text, whether or not it has expired.
	 * @param token any text
	 */
	Optional<ApiToken> find(String token) {
		return this.jdbc.sql(SELECT + "WHERE hash = :hash")
			.param("hash", Sha256.of(token))
			.query(ApiTokens::token)
			.optional();
	}

	/** The token with an identifier, whether or not it has expired. */
	Optional<ApiToken> find(long id) {
		return this.jdbc.sql(SELECT + "WHERE id = :id").param("id", id).query(ApiTokens::token).optional();
	}

	/** Everybody's tokens, the newest first. */
	List<ApiToken> all() {
		return this.jdbc.sql(SELECT + "ORDER BY id DESC").query(ApiTokens::token).list();
	}

	/** A user's own tokens, the newest first. */
	List<ApiToken> of(String owner) {
		return this.jdbc.sql(SELECT + "WHERE owner = :owner ORDER BY id DESC")
			.param("owner", owner)
			.query(ApiTokens::token)
			.list();
	}

	/** How many tokens a user has made, deploy keys too. */
	long countMadeBy(String user) {
		return this.jdbc.sql("SELECT count(*) FROM api_token WHERE created_by = :user")
			.param("user", user)
			.query(Long.class)
			.single();
	}

	/**
	 * Forgets a token: whoever uses it is refused at once.
	 * @return whether it was there
	 */
	boolean remove(long id) {
		return this.jdbc.sql("DELETE FROM api_token WHERE id = :id").param("id", id).update() > 0;
	}

	/** Notes that a token is used now; it is written at most once a minute. */
	void noteUse(ApiToken token) {
		Instant now = this.clock.instant();
		Instant last = token.lastUsedAt();
		if (last == null || now.isAfter(last.plus(NOTED_EVERY))) {
			this.jdbc.sql("UPDATE api_token SET last_used_at = :now WHERE id = :id")
				.param("now", utc(now))
				.param("id", token.id())
				.update();
		}
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static ApiToken token(ResultSet row, int index) throws SQLException {
		Instant createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
		return new ApiToken(row.getLong("id"), row.getString("owner"), row.getString("name"),
				scopes(row.getString("scopes")), apps(row.getString("apps")), row.getString("created_by"), createdAt,
				instant(row, "expires_at"), instant(row, "last_used_at"));
	}

	private static Set<Scope> scopes(String text) {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		Stream.of(text.split(" ")).map(Scope::parse).flatMap(Optional::stream).forEach(scopes::add);
		return Collections.unmodifiableSet(scopes);
	}

	private static @Nullable SortedSet<AppId> apps(@Nullable String text) {
		return (text == null) ? null
				: Stream.of(text.split(" ")).map(AppId::new).collect(Collectors.toCollection(TreeSet::new));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
