package io.strapper.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who did what, when and from which address; it holds no secrets. What a request does is
 * noted with the request's user and address. Entries are kept for
 * {@code strapper.audit-retention}. Safe for use by several threads.
 */
@Component
public class Audit {

	private static final Logger log = LoggerFactory.getLogger(Audit.class);

	private static final int ADDRESS_LENGTH = 64;

	private final Few refusals = new Few(10, Duration.ofMinutes(1));

	private final Few failures = new Few(100, Duration.ofMinutes(10));

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AuditSettings settings;

	Audit(JdbcClient jdbc, Clock clock, AuditSettings settings) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Notes what the user of this request has done.
	 * @param what a word or two, such as {@code deploy}; 32 characters at most
	 * @param target the user or the run that it was done to, 128 characters at most, or
	 * null
	 */
	public void note(String what, @Nullable String target) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		note((user != null) ? user.getName() : null, what, target);
	}

	/**
	 * Notes an attempt of the user of this request that was refused. Only the first
	 * attempts in a minute are noted, so that repeated ones do not fill the table.
	 * @param what a word or two, such as {@code deploy}; 23 characters at most
	 * @param target what it would have been done to
	 */
	public void noteRefusal(String what, String target) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		noteFew(this.refusals, (user != null) ? user.getName() : null, "refused " + what, target);
	}

	/**
	 * Notes that a password was wrong. Only the first ones of a user, or of all
	 * strangers, in ten minutes are noted: strangers cannot fill the table.
	 * @param who name of a user, or null for somebody who is none
	 * @param what a word or two, such as {@code failed sign-in}; 23 characters at most
	 */
	public void noteFailure(@Nullable String who, String what) {
		noteFew(this.failures, who, what, null);
	}

	private void noteFew(Few few, @Nullable String who, String what, @Nullable String target) {
		int count = few.counts.get(String.valueOf(who), (unused) -> new AtomicInteger()).incrementAndGet();
		if (count <= few.most) {
			note(who, (count < few.most) ? what : what + " and more", target);
		}
	}

	/**
	 * Notes what somebody has done.
	 * @param who name of a user, or null for somebody who is none
	 * @param what a word or two; 32 characters at most
	 * @param target the user or the run that it was done to, 128 characters at most, or
	 * null
	 */
	public void note(@Nullable String who, String what, @Nullable String target) {
		this.jdbc
			.sql("INSERT INTO audit (at, who, what, target, address, credential) "
					+ "VALUES (:at, :who, :what, :target, :address, :credential)")
			.param("at", now())
			.param("who", who)
			.param("what", what)
			.param("target", target)
			.param("address", address())
			.param("credential", credential())
			.update();
	}

	private static @Nullable String credential() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof Credential credential)
				? credential.credential() : null;
	}

	private static @Nullable String address() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				? shortened(request.getRequest().getRemoteAddr()) : null;
	}

	/** A proxy may send a text of any length as the address. */
	private static String shortened(String address) {
		return address.substring(0, Math.min(ADDRESS_LENGTH, address.length()));
	}

	/**
	 * Entries, newest first.
	 * @param before only entries with a lower identifier
	 * @param limit how many at most
	 */
	public List<AuditEntry> entries(long before, int limit) {
		return this.jdbc
			.sql("SELECT id, at, who, what, target, address, credential FROM audit WHERE id < :before "
					+ "ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
			.param("before", before)
			.param("limit", limit)
			.query((row, index) -> entry(row))
			.list();
	}

	/** All entries, newest first, however many. */
	public void forEach(Consumer<AuditEntry> reader) {
		long before = Long.MAX_VALUE;
		List<AuditEntry> entries;
		do {
			entries = entries(before, 1000);
			entries.forEach(reader);
			before = entries.isEmpty() ? before : entries.get(entries.size() - 1).id();
		}
		while (!entries.isEmpty());
	}

	/** Deletes the entries that are older than the retention allows. */
	@Scheduled(fixedDelay = 3_600_000)
	public void forget() {
		int gone = this.jdbc.sql("DELETE FROM audit WHERE at < :oldest")
			.param("oldest", now().minus(this.settings.auditRetention()))
			.update();
		if (gone > 0) {
			log.info("{} audit entries older than {} were removed", gone, this.settings.auditRetention());
		}
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

	private static AuditEntry entry(ResultSet row) throws SQLException {
		return new AuditEntry(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("who"), row.getString("what"), row.getString("target"), row.getString("address"),
				row.getString("credential"));
	}

	/** Counts events by key, so that only the first ones in a period are noted. */
	private static final class Few {

		private final int most;

		private final Cache<String, AtomicInteger> counts;

		Few(int most, Duration period) {
			this.most = most;
			this.counts = Caffeine.newBuilder().expireAfterWrite(period).build();
		}

	}

}
