package io.strapper.hook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.strapper.app.AppId;
import io.strapper.run.RunChanged;
import io.strapper.run.Runs;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The deploys that wait for the end of an app's active run. They are rows, so they
 * outlive the server.
 */
@Component
class WaitingRuns {

	/** Longer than a start takes. */
	private static final Duration CLAIM = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final Runs runs;

	private final ApplicationEventPublisher events;

	WaitingRuns(JdbcClient jdbc, Clock clock, Runs runs, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.runs = runs;
		this.events = events;
	}

	/**
	 * Adds a deploy at the end of an app's queue.
	 * @param delivery the delivery that asks for it
	 */
	long add(AppId app, String actor, long delivery, @Nullable Trigger trigger) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		Trigger
			.in(this.jdbc.sql("INSERT INTO waiting_run (app, at, started_by, delivery, %s) ".formatted(Trigger.COLUMNS)
					+ "VALUES (:app, :now, :actor, :delivery, %s)".formatted(Trigger.PARAMETERS)), trigger)
			.param("app", app.value())
			.param("now", now())
			.param("actor", actor)
			.param("delivery", delivery, Types.BIGINT)
			.update(id, "id");
		tell(app);
		return Optional.ofNullable(id.getKey()).orElseThrow().longValue();
	}

	/** Open pages show how many wait for the active run. */
	private void tell(AppId app) {
		this.runs.active(app).ifPresent((run) -> this.events.publishEvent(new RunChanged(run)));
	}

	/** The deploys that wait for an app, the first to start first. */
	List<Waiting> of(AppId app) {
		return this.jdbc.sql("SELECT * FROM waiting_run WHERE app = :app ORDER BY id")
			.param("app", app.value())
			.query(WaitingRuns::waiting)
			.list();
	}

	/**
	 * Claims a deploy for this server, which starts it or releases it.
	 * @return whether it was there, and no other node has claimed it
	 */
	boolean claim(Waiting waiting) {
		return this.jdbc.sql("""
				UPDATE waiting_run SET claimed_until = :until
				WHERE id = :id AND (claimed_until IS NULL OR claimed_until <= :now)
				""").param("until", now().plus(CLAIM)).param("id", waiting.id()).param("now", now()).update() > 0;
	}

	/** Ends the claim to a deploy that could not be started now. */
	void release(Waiting waiting) {
		this.jdbc.sql("UPDATE waiting_run SET claimed_until = NULL WHERE id = :id").param("id", waiting.id()).update();
	}

	/** Ends all claims: those who had them are gone. */
	void releaseAll() {
		this.jdbc.sql("UPDATE waiting_run SET claimed_until = NULL WHERE claimed_until IS NOT NULL").update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
	}

	/** The apps for which something waits. */
	List<AppId> apps() {
		return this.jdbc.sql("SELECT DISTINCT app FROM waiting_run ORDER BY app")
			.query((row, index) -> new AppId(row.getString("app")))
			.list();
	}

	/**
	 * Takes a deploy out of the queue.
	 * @return whether it was there
	 */
	boolean remove(Waiting waiting) {
		boolean removed = this.jdbc.sql("DELETE FROM waiting_run WHERE id = :id")
			.param("id", waiting.id())
			.update() > 0;
		tell(waiting.app());
		return removed;
	}

	private static Waiting waiting(ResultSet row, int index) throws SQLException {
		return new Waiting(row.getLong("id"), new AppId(row.getString("app")),
				row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("started_by"),
				row.getLong("delivery"), Trigger.of(row));
	}

	/**
	 * A deploy that waits.
	 *
	 * @param id identifies it
	 * @param app the app
	 * @param at since when, UTC
	 * @param startedBy who asked for it
	 * @param delivery the delivery that asked for it
	 * @param trigger what was pushed, or null
	 */
	record Waiting(long id, AppId app, Instant at, String startedBy, long delivery, @Nullable Trigger trigger) {

	}

}
