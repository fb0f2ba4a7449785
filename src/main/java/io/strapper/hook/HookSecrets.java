package io.strapper.hook;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

import io.strapper.app.AppId;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The secrets that were made on apps' pages. The database has their text, since an HMAC
 * cannot be computed from a hash. Safe for use by several threads.
 */
@Component
class HookSecrets {

	private static final int RANDOM_BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final Clock clock;

	HookSecrets(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A new secret: {@code whsec_} and 256 random bits in Base64. Standard Webhooks
	 * decodes it; for other forges it is a text like any other.
	 */
	static String random() {
		byte[] bytes = new byte[RANDOM_BYTES];
		RANDOM.nextBytes(bytes);
		return "whsec_" + Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Keeps a new secret of an app.
	 * @param previousFor how long the one before stays valid; zero: no longer
	 * @return whether there was one before
	 */
	boolean put(AppId app, String secret, String madeBy, Duration previousFor) {
		if (replace(app, secret, madeBy, previousFor)) {
			return true;
		}
		try {
			this.jdbc.sql("INSERT INTO hook_secret (app, secret, made_by, made_at) VALUES (:app, :secret, :by, :now)")
				.param("app", app.value())
				.param("secret", secret)
				.param("by", madeBy)
				.param("now", utc(this.clock.instant()))
				.update();
			return false;
		}
		catch (DuplicateKeyException ex) {
			// Somebody else has made the first one meanwhile
			return replace(app, secret, madeBy, previousFor);
		}
	}

	private boolean replace(AppId app, String secret, String madeBy, Duration previousFor) {
		Instant now = this.clock.instant();
		String previous = previousFor.isZero() ? "NULL" : "secret";
		return this.jdbc.sql("""
				UPDATE hook_secret SET previous = %s, previous_until = :until, secret = :secret, made_by = :by,
				made_at = :now WHERE app = :app
				""".formatted(previous))
			.param("until", previousFor.isZero() ? null : utc(now.plus(previousFor)), Types.TIMESTAMP_WITH_TIMEZONE)
			.param("secret", secret)
			.param("by", madeBy)
			.param("now", utc(now))
			.param("app", app.value())
			.update() > 0;
	}

	/**
	 * The secret of an app.
	 * @param app an identifier, or a text that is none, for which nothing is found
	 */
	Optional<KeptSecret> find(String app) {
		return this.jdbc.sql("SELECT * FROM hook_secret WHERE app = :app")
			.param("app", app)
			.query(this::kept)
			.optional();
	}

	/**
	 * Forgets the secrets of an app.
	 * @return whether there were any
	 */
	boolean remove(AppId app) {
		return this.jdbc.sql("DELETE FROM hook_secret WHERE app = :app").param("app", app.value()).update() > 0;
	}

	/** Forgets secrets that are valid no longer. */
	@Scheduled(fixedDelay = 3_600_000)
	void forget() {
		this.jdbc.sql("UPDATE hook_secret SET previous = NULL, previous_until = NULL WHERE previous_until <= :now")
			.param("now", utc(this.clock.instant()))
			.update();
	}

	private KeptSecret kept(ResultSet row, int index) throws SQLException {
		OffsetDateTime until = row.getObject("previous_until", OffsetDateTime.class);
		boolean valid = until != null && until.toInstant().isAfter(this.clock.instant());
		return new KeptSecret(row.getString("secret"), row.getString("made_by"),
				row.getObject("made_at", OffsetDateTime.class).toInstant(), valid ? row.getString("previous") : null,
				(valid && until != null) ? until.toInstant() : null);
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
