package io.strapper.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All recorded runs, including those of apps whose folder was removed. */
@Component
public class Runs {

	private static final String COLUMNS = """
			SELECT run.*, CASE WHEN run.status = 'running'
			THEN (SELECT count(*) FROM waiting_run WHERE waiting_run.app = run.app) ELSE 0 END AS waiting
			""";

	static final String SELECT = COLUMNS + """
			FROM run
			""";

	/**
	 * Of one app. The app stands in it so that H2 reads the primary key backwards, and
	 * not all runs of the app.
	 */
	private static final String NEWEST_FIRST = " ORDER BY app DESC, number DESC";

	static final String SELECT_ACTIVE = COLUMNS + """
			FROM run JOIN active_run ON active_run.app = run.app AND active_run.number = run.number
			""";

	private final JdbcClient jdbc;

	private final RunSecrets secrets;

	Runs(JdbcClient jdbc, RunSecrets secrets) {
		this.jdbc = jdbc;
		this.secrets = secrets;
	}

	/**
	 * One run.
	 * @param app the app
	 * @param number the run's number
	 * @return empty if there is no such run
	 */
	public Optional<Run> find(AppId app, long number) {
		return this.jdbc.sql(SELECT + "WHERE app = :app AND number = :number")
			.param("app", app.value())
			.param("number", number)
			.query(this::shown)
			.optional();
	}

	/**
	 * How much the logs of ended runs take on the disk, as far as they are there.
	 * @return bytes
	 */
	public long logBytes() {
		return this.jdbc.sql("SELECT COALESCE(SUM(log_size), 0) FROM run WHERE log_removed_at IS NULL")
			.query(Long.class)
			.single();
	}

	/**
	 * The run of an app that was started last.
	 * @param app the app
	 * @return empty if it never ran
	 */
	public Optional<Run> newest(AppId app) {
		return history(app, null, 1).stream().findFirst();
	}

	/**
	 * The runs of an app, newest first.
	 * @param app the app
	 * @param before only runs with a lower number, or null
	 * @param limit how many at most
	 */
	public List<Run> history(AppId app, @Nullable Long before, int limit) {
		return history(app, Wanted.ANY, before, limit);
	}

	/**
	 * Some of the runs of an app, newest first.
	 * @param app the app
	 * @param wanted which
	 * @param before only runs with a lower number, or null
	 * @param limit how many at most
	 */
	public List<Run> history(AppId app, Wanted wanted, @Nullable Long before, int limit) {
		JdbcClient.StatementSpec sql = this.jdbc
			.sql(SELECT + "WHERE app = :app AND number < :before" + wanted.conditions() + NEWEST_FIRST
					+ " LIMIT :limit")
			.param("app", app.value())
			.param("before", (before != null) ? before : Long.MAX_VALUE)
			.param("limit", limit);
		return wanted.fill(sql).query(this::shown).list();
	}

	/**
	 * The good runs that came before a run and did the same.
	 * @param run the run
	 * @param limit how many at most
	 * @return the newest first
	 */
	public List<Run> goodBefore(Run run, int limit) {
		Wanted good = new Wanted(run.action(), RunStatus.SUCCEEDED, null, null, null);
		return history(run.app(), good, run.number(), limit);
	}

	/** The runs of an app from a number on, newest first. */
	List<Run> since(AppId app, long number) {
		return this.jdbc.sql(SELECT + "WHERE app = :app AND number >= :number" + NEWEST_FIRST)
			.param("app", app.value())
			.param("number", number)
			.query(this::shown)
			.list();
	}

	/**
	 * The newest runs of each app that ever ran. What that costs depends on how many apps
	 * there are, and not on how often they ran.
	 * @param numbers how many numbers back from an app's newest run; there may be fewer
	 * runs, since a number can be left out
	 * @return newest first
	 */
	public Map<AppId, List<Run>> newestOfEach(int numbers) {
		return this.jdbc.sql(SELECT + """
				JOIN newest_run ON newest_run.app = run.app AND run.number > newest_run.number - :numbers
				ORDER BY run.app, run.number DESC
				""")
			.param("numbers", numbers)
			.query(this::shown)
			.list()
			.stream()
			.collect(Collectors.groupingBy(Run::app));
	}

	/**
	 * The run of an app that has not ended.
	 * @param app the app
	 * @return empty if it is idle
	 */
	public Optional<Run> active(AppId app) {
		return this.jdbc.sql(SELECT_ACTIVE + "WHERE run.app = :app")
			.param("app", app.value())
			.query(this::shown)
			.optional();
	}

	/** All runs that have not ended. */
	public List<Run> active() {
		return this.jdbc.sql(SELECT_ACTIVE + "ORDER BY run.app").query(this::shown).list();
	}

	private Run shown(ResultSet row, int index) throws SQLException {
		return this.secrets.hide(run(row, index));
	}

	/** A run as it is recorded: what it quotes may show a secret. */
	static Run run(ResultSet row, int index) throws SQLException {
		return new Run(new AppId(row.getString("app")), row.getLong("number"),
				Action.parse(row.getString("action")).orElseThrow(), RunStatus.of(row.getString("status")),
				row.getObject("exit_code", Integer.class), row.getString("started_by"),
				row.getObject("started_at", OffsetDateTime.class).toInstant(), instant(row, "finished_at"),
				row.getString("cancelled_by"), instant(row, "cancelled_at"), row.getString("reason"),
				row.getObject("log_size", Long.class), instant(row, "log_removed_at"), row.getString("log_removed_by"),
				row.getString("warning"), row.getString("log_problem"), Trigger.of(row), row.getInt("waiting"),
				row.getString("node"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/**
	 * Which runs; null is any.
	 *
	 * @param action what was run
	 * @param status where they stand
	 * @param who the name of the user who pressed
	 * @param since not started before this, UTC
	 * @param until started before this, UTC
	 */
	public record Wanted(@Nullable Action action, @Nullable RunStatus status, @Nullable String who,
			@Nullable Instant since, @Nullable Instant until) {

		/** All runs. */
		public static final Wanted ANY = new Wanted(null, null, null, null, null);

		private String conditions() {
			return ((this.action != null) ? " AND action = :action" : "")
					+ ((this.status != null) ? " AND status = :status" : "")
					+ ((this.who != null) ? " AND started_by = :who" : "")
					+ ((this.since != null) ? " AND started_at >= :since" : "")
					+ ((this.until != null) ? " AND started_at < :until" : "");
		}

		private JdbcClient.StatementSpec fill(JdbcClient.StatementSpec sql) {
			return sql.param("action", (this.action != null) ? this.action.label() : "")
				.param("status", (this.status != null) ? this.status.label() : "")
				.param("who", (this.who != null) ? this.who : "")
				.param("since", utc(this.since))
				.param("until", utc(this.until));
		}

		private static OffsetDateTime utc(@Nullable Instant instant) {
			return ((instant != null) ? instant : Instant.EPOCH).atOffset(ZoneOffset.UTC);
		}

	}

}
