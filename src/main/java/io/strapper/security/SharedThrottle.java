package io.strapper.security;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A throttle in the database of several nodes (PostgreSQL). One statement counts an
 * attempt, so that no two nodes admit the same one. Whoever attempts during a pause costs
 * a query a second at most.
 */
final class SharedThrottle implements Throttle {

	private static final Duration REMEMBERED = Duration.ofSeconds(1);

	/**
	 * The end of the pause after some failures, as LocalThrottle has it. Without a pause
	 * it is long ago: the clocks of the nodes differ a little.
	 */
	private static final String END = """
			CASE WHEN $COUNT < :free THEN :epoch ELSE CAST(:now AS TIMESTAMP WITH TIME ZONE)
			+ make_interval(secs => LEAST(:longest, power(2, LEAST($COUNT - :free, 20)))) END
			""";

	private static final String ATTEMPT = """
			INSERT INTO throttle AS t (kind, who, failures, blocked_until, at)
			VALUES (:kind, :who, 1, $FIRST, :now)
			ON CONFLICT (kind, who) DO UPDATE SET failures = $NEXT, blocked_until = $END, at = :now
			WHERE t.blocked_until <= :now
			""".replace("$FIRST", END.replace("$COUNT", "1"))
		.replace("$END", END.replace("$COUNT", "($NEXT)"))
		.replace("$NEXT", "CASE WHEN t.at < :oldest THEN 1 ELSE t.failures + 1 END");

	private final JdbcClient jdbc;

	private final String kind;

	private final int free;

	/** Pauses that were read from the database. */
	private final Cache<String, Instant> pauses = Caffeine.newBuilder()
		.maximumSize(Throttles.MOST_KEYS)
		.expireAfterWrite(REMEMBERED)
		.build();

	/**
	 * A throttle that all nodes have.
	 * @param jdbc their database
	 * @param kind names the throttle
	 * @param free attempts before the first pause
	 */
	SharedThrottle(JdbcClient jdbc, String kind, int free) {
		this.jdbc = jdbc;
		this.kind = kind;
		this.free = free;
	}

	@Override
	public Duration attempt(String key, Instant now) {
		Instant known = this.pauses.getIfPresent(key);
		if (known != null && known.isAfter(now)) {
			return Duration.between(now, known);
		}
		return count(key, now) ? Duration.ZERO : pause(key, now);
	}

	private boolean count(String key, Instant now) {
		return statement(ATTEMPT, key).param("free", this.free)
			.param("longest", Throttles.LONGEST.toSeconds())
			.param("now", utc(now))
			.param("epoch", utc(Instant.EPOCH))
			.param("oldest", utc(now.minus(Throttles.KEPT)))
			.update() > 0;
	}

	private Duration pause(String key, Instant now) {
		Optional<Instant> until = statement("SELECT blocked_until FROM throttle WHERE kind = :kind AND who = :who", key)
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant)
			.filter((end) -> end.isAfter(now));
		until.ifPresent((end) -> this.pauses.put(key, end));
		// The pause was ended by another node meanwhile: the next attempt may be made
		return until.map((end) -> Duration.between(now, end)).orElse(Duration.ofMillis(1));
	}

	@Override
	public void undo(String key) {
		statement(
				"UPDATE throttle SET failures = failures - 1, blocked_until = :epoch WHERE kind = :kind AND who = :who",
				key)
			.param("epoch", utc(Instant.EPOCH))
			.update();
		this.pauses.invalidate(key);
	}

	@Override
	public void forget(String key) {
		statement("DELETE FROM throttle WHERE kind = :kind AND who = :who", key).update();
		this.pauses.invalidate(key);
	}

	private JdbcClient.StatementSpec statement(String sql, String key) {
		return this.jdbc.sql(sql).param("kind", this.kind).param("who", key);
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
