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
 * Who did what, when and from which address; it tells no secrets. What is done by a
 * request is told with the request's user and address. Entries are kept for
 * {@code strapper.audit-retention}. Safe for use by several threads.
 */
@Component
public class Audit {

	private static final Logger log = LoggerFactory.getLogger(Audit.class);

	/** Refusals of one user that are noted in a minute: the rest is more of the same. */
	private static final int MOST_REFUSALS = 10;

	private final Cache<String, AtomicInteger> refusals = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AuditSettings properties;

	Audit(JdbcClient jdbc, Clock clock, AuditSettings properties) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.properties = properties;
	}

	/**
	 * Notes what the user of this request has done.
	 * @param what a word or two, such as {@code deploy}
	 * @param target the user or the run that it was done to, or null
	 */
	public void note(String what, @Nullable String target) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		note((user != null) ? user.getName() : null, what, target);
	}

	/**
	 * Notes what the user of this request has tried and may not do. Whoever tries again
	 * and again fills no table: of many in a minute only the first ones are noted.
	 * @param what a word or two, such as {@code deploy}
	 * @param target what it would have been done to
	 */
	public void noteRefusal(String what, String target) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		String name = (user != null) ? user.getName() : "";
		int count = this.refusals.get(name, (unused) -> new AtomicInteger()).incrementAndGet();
		if (count <= MOST_REFUSALS) {
			note((count < MOST_REFUSALS) ? "refused " + what : "refused " + what + " and more", target);
		}
	}

	/**
	 * Notes what somebody has done.
	 * @param who name of a user, or null for somebody who is none
	 */
	public void note(@Nullable String who, String what, @Nullable String target) {
		this.jdbc.sql("INSERT INTO audit (at, who, what, target, address) VALUES (:at, :who, :what, :target, :address)")
			.param("at", now())
			.param("who", who)
			.param("what", what)
			.param("target", target)
			.param("address", address())
			.update();
	}

	private static @Nullable String address() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				? request.getRequest().getRemoteAddr() : null;
	}

	/**
	 * Entries, newest first.
	 * @param before only entries with a lower identifier
	 * @param limit how many at most
	 */
	public List<AuditEntry> entries(long before, int limit) {
		return this.jdbc
			.sql("SELECT id, at, who, what, target, address FROM audit WHERE id < :before "
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

	/** Forgets what is older than is kept. */
	@Scheduled(fixedDelay = 3_600_000)
	public void forget() {
		int gone = this.jdbc.sql("DELETE FROM audit WHERE at < :oldest")
			.param("oldest", now().minus(this.properties.auditRetention()))
			.update();
		if (gone > 0) {
			log.info("{} audit entries older than {} were removed", gone, this.properties.auditRetention());
		}
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

	private static AuditEntry entry(ResultSet row) throws SQLException {
		return new AuditEntry(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("who"), row.getString("what"), row.getString("target"), row.getString("address"));
	}

}
