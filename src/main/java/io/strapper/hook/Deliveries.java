package io.strapper.hook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.strapper.app.AppId;
import io.strapper.node.Node;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The deliveries on record. A body that has started a run, or waits to, is accepted once:
 * whoever has recorded a delivery cannot repeat it, whatever identifier it is given. Safe
 * for use by several threads.
 */
@Component
class Deliveries {

	/** How long a body is known. */
	private static final Duration KEPT = Duration.ofDays(90);

	/** No delivery is handled for longer. */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final int MOST_EVENT = 64;

	private static final int MOST_DELIVERY = 128;

	private static final int MOST_REASON = 400;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final Node node;

	Deliveries(JdbcClient jdbc, Clock clock, Node node) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.node = node;
	}

	/**
	 * Records that a delivery has arrived, unless the same was signed before and was not
	 * in vain.
	 * @return its identifier, or empty if it is a replay
	 */
	Optional<Long> begin(AppId app, Hooks.Delivered delivered) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		String delivery = delivered.delivery();
		this.jdbc.sql("""
				DELETE FROM hook_delivery WHERE app = :app AND digest = :digest
				AND outcome IN ('ignored', 'refused', 'failed')
				""").param("app", app.value()).param("digest", delivered.digest()).update();
		try {
			this.jdbc.sql("""
					INSERT INTO hook_delivery (app, at, provider, event, delivery, digest)
					VALUES (:app, :now, :provider, :event, :delivery, :digest)
					""")
				.param("app", app.value())
				.param("now", now())
				.param("provider", delivered.provider().label())
				.param("event", cut(delivered.event(), MOST_EVENT))
				.param("delivery", (delivery != null) ? cut(delivery, MOST_DELIVERY) : null, Types.VARCHAR)
				.param("digest", delivered.digest())
				.update(id, "id");
			return Optional.ofNullable(id.getKey()).map(Number::longValue);
		}
		catch (DuplicateKeyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Records what has become of a delivery, unless that is recorded: a deploy that waits
	 * may start at once.
	 */
	void end(long id, Outcome outcome, @Nullable String reason, @Nullable Long run, @Nullable Trigger trigger) {
		record(" AND outcome IS NULL", id, outcome, reason, run, trigger);
	}

	/** Records what has become of a delivery later. */
	void correct(long id, Outcome outcome, @Nullable String reason, @Nullable Long run, @Nullable Trigger trigger) {
		record("", id, outcome, reason, run, trigger);
	}

	private void record(String condition, long id, Outcome outcome, @Nullable String reason, @Nullable Long run,
			@Nullable Trigger trigger) {
		Trigger.in(this.jdbc.sql("""
				UPDATE hook_delivery SET outcome = :outcome, reason = :reason, run = :run, pushed_branch = :branch,
				pushed_tag = :tag, pushed_commit = :commit, pushed_author = :author, pushed_message = :message
				WHERE id = :id""" + condition), trigger)
			.param("outcome", outcome.label())
			.param("reason", (reason != null) ? cut(reason, MOST_REASON) : null, Types.VARCHAR)
			.param("run", run, Types.BIGINT)
			.param("id", id)
			.update();
	}

	private static String cut(String text, int most) {
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return line.substring(0, Math.min(most, line.length()));
	}

	/** The deliveries for an app, the newest first. */
	List<Delivery> of(AppId app, int limit) {
		return this.jdbc.sql("SELECT * FROM hook_delivery WHERE app = :app ORDER BY id DESC LIMIT :limit")
			.param("app", app.value())
			.param("limit", limit)
			.query(Deliveries::delivery)
			.list();
	}

	/** A delivery for an app. */
	Optional<Delivery> find(AppId app, long id) {
		return this.jdbc.sql("SELECT * FROM hook_delivery WHERE app = :app AND id = :id")
			.param("app", app.value())
			.param("id", id)
			.query(Deliveries::delivery)
			.optional();
	}

	/** The server ended while these were handled: their forge may send them again. */
	@EventListener(ApplicationReadyEvent.class)
	void endInterrupted() {
		String others = this.node.clustered() ? " AND at < :since" : "";
		this.jdbc.sql("UPDATE hook_delivery SET outcome = 'failed', reason = :reason WHERE outcome IS NULL" + others)
			.param("reason", "The server ended while this was handled.")
			.param("since", now().minus(LONGEST))
			.update();
	}

	/** Other nodes may have ended, too, and handle deliveries now. */
	@Scheduled(fixedDelay = 60_000)
	void endInterruptedOfOthers() {
		if (this.node.clustered()) {
			endInterrupted();
		}
	}

	/** Forgets old deliveries. */
	@Scheduled(fixedDelay = 3_600_000)
	void forget() {
		this.jdbc.sql("DELETE FROM hook_delivery WHERE at < :oldest").param("oldest", now().minus(KEPT)).update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

	private static Delivery delivery(ResultSet row, int index) throws SQLException {
		return new Delivery(row.getLong("id"), new AppId(row.getString("app")),
				row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("provider"),
				row.getString("event"), row.getString("outcome"), row.getString("reason"),
				row.getObject("run", Long.class), Trigger.of(row));
	}

}
