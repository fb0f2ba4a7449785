package io.strapper.run;

import java.io.IOException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Records the next run of an app, in the caller's transaction. */
class NextRun {

	private static final Logger log = LoggerFactory.getLogger(NextRun.class);

	private final JdbcClient jdbc;

	private final Runs runs;

	private final Clock clock;

	private final Home home;

	NextRun(JdbcClient jdbc, Runs runs, Clock clock, Home home) {
		this.jdbc = jdbc;
		this.runs = runs;
		this.clock = clock;
		this.home = home;
	}

	ActiveRow record(AppId app, Action action, String user, Limits limits, @Nullable Trigger trigger,
			@Nullable String node) {
		long recorded = this.runs.newest(app).map(Run::number).orElse(0L);
		long number = Math.max(recorded, RunDirectory.highest(this.home, app)) + 1;
		Run run = new Run(app, number, action, RunStatus.RUNNING, null, user, this.clock.instant(), null, null, null,
				null, null, null, null, null, null, trigger, 0, node);
		ActiveRow row = new ActiveRow(run, UUID.randomUUID().toString(), limits, null);
		insert(row);
		makeDirectory(run);
		return row;
	}

	private void insert(ActiveRow row) {
		Run run = row.run();
		Trigger
			.in(this.jdbc
				.sql("""
						INSERT INTO run (app, number, action, status, started_by, started_at, run_id, timeout_ms, silence_ms, node, %s)
						VALUES (:app, :number, :action, :status, :user, :at, :runId, :timeout, :silence, :node, %s)
						"""
					.formatted(Trigger.COLUMNS, Trigger.PARAMETERS)), run.trigger())
			.param("app", run.app().value())
			.param("number", run.number())
			.param("action", run.action().label())
			.param("status", run.status().label())
			.param("user", run.startedBy())
			.param("at", run.startedAt().atOffset(ZoneOffset.UTC))
			.param("runId", row.runId())
			.param("timeout", millis(row.limits().timeout()), Types.BIGINT)
			.param("silence", millis(row.limits().silence()), Types.BIGINT)
			.param("node", run.node(), Types.VARCHAR)
			.update();
		this.jdbc.sql("INSERT INTO active_run (app, number, node) VALUES (:app, :number, :node)")
			.param("app", run.app().value())
			.param("number", run.number())
			.param("node", run.node(), Types.VARCHAR)
			.update();
		noteNewest(run);
	}

	private void noteNewest(Run run) {
		for (String sql : List.of("UPDATE newest_run SET number = :number WHERE app = :app",
				"INSERT INTO newest_run (app, number) VALUES (:app, :number)")) {
			if (this.jdbc.sql(sql).param("app", run.app().value()).param("number", run.number()).update() > 0) {
				return;
			}
		}
	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

	/**
	 * The directory is made before the commit: if an active run has none, somebody has
	 * removed it.
	 */
	private void makeDirectory(Run run) {
		try {
			RunDirectory.of(this.home, run.app(), run.number()).create();
		}
		catch (IOException ex) {
			log.debug("The launch is going to fail on this, and to tell the user", ex);
		}
	}

}
