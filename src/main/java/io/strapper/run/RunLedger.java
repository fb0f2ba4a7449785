package io.strapper.run;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts runs on record. An app has one active run at most, which the database decides and
 * not a lock in memory; a run that has ended never changes again.
 */
@Component
public class RunLedger {

	private static final Logger log = LoggerFactory.getLogger(RunLedger.class);

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Runs runs;

	private final Clock clock;

	private final Home home;

	RunLedger(JdbcClient jdbc, TransactionTemplate transaction, Runs runs, Clock clock, Home home) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.runs = runs;
		this.clock = clock;
		this.home = home;
	}

	/** What is recorded of the runs that have not ended. */
	public List<ActiveRow> activeRows() {
		return this.jdbc.sql(Runs.SELECT_ACTIVE + "ORDER BY run.started_at").query(RunLedger::activeRow).list();
	}

	/**
	 * Records the next run of an app.
	 * @param app the app
	 * @param action what is run
	 * @param user who pressed
	 * @param limits when it is ended though nobody cancelled it
	 * @return the run, which is active
	 * @throws DuplicateKeyException if another run of the app was faster
	 */
	public ActiveRow begin(AppId app, Action action, String user, Limits limits) {
		return required(this.transaction.execute((status) -> next(app, action, user, limits)));
	}

	private ActiveRow next(AppId app, Action action, String user, Limits limits) {
		long recorded = this.runs.newest(app).map(Run::number).orElse(0L);
		long number = Math.max(recorded, RunDirectory.highest(this.home, app)) + 1;
		Run run = new Run(app, number, action, RunStatus.RUNNING, null, user, now(), null, null, null, null, null, null,
				null);
		ActiveRow row = new ActiveRow(run, UUID.randomUUID().toString(), limits, null);
		this.jdbc.sql("""
				INSERT INTO run (app, number, action, status, started_by, started_at, run_id, timeout_ms, silence_ms)
				VALUES (:app, :number, :action, :status, :user, :at, :runId, :timeout, :silence)
				""")
			.param("app", app.value())
			.param("number", number)
			.param("action", action.label())
			.param("status", run.status().label())
			.param("user", user)
			.param("at", run.startedAt().atOffset(ZoneOffset.UTC))
			.param("runId", row.runId())
			.param("timeout", millis(limits.timeout()), Types.BIGINT)
			.param("silence", millis(limits.silence()), Types.BIGINT)
			.update();
		this.jdbc.sql("INSERT INTO active_run (app, number) VALUES (:app, :number)")
			.param("app", app.value())
			.param("number", number)
			.update();
		makeDirectory(run);
		return row;
	}

	/**
	 * Made before the commit, so that of an active run without a directory it is known
	 * that somebody removed it, and not that it has yet to start.
	 */
	private void makeDirectory(Run run) {
		try {
			RunDirectory.of(this.home, run.app(), run.number()).create();
		}
		catch (IOException ex) {
			log.debug("The launch is going to fail on this, and to tell the user", ex);
		}
	}

	/**
	 * Records that {@code stop} starts as soon as an active run has ended.
	 * @param run the run
	 * @param user who pressed
	 * @return whether the run is still active
	 */
	public boolean stopAfter(Run run, String user) {
		return this.jdbc.sql("""
				UPDATE active_run SET successor_started_by = COALESCE(successor_started_by, :user)
				WHERE app = :app AND number = :number
				""").param("user", user).param("app", run.app().value()).param("number", run.number()).update() == 1;
	}

	/**
	 * Records that a run is being ended; the first to say so counts.
	 * @param run the run
	 * @param ending how
	 * @param user who cancelled it, or null
	 * @param reason one sentence on why, where that is not a user's wish, or null
	 * @return the run, if this call was the first and the run had not ended
	 */
	public Optional<Run> end(Run run, RunStatus ending, @Nullable String user, @Nullable String reason) {
		int updated = this.jdbc.sql("""
				UPDATE run SET ending = :ending, cancelled_by = :user, cancelled_at = :at, reason = :reason
				WHERE app = :app AND number = :number AND status = 'running' AND ending IS NULL
				""")
			.param("ending", ending.label())
			.param("user", user, Types.VARCHAR)
			.param("at", (user != null) ? now().atOffset(ZoneOffset.UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("reason", reason, Types.VARCHAR)
			.param("app", run.app().value())
			.param("number", run.number())
			.update();
		return (updated == 1) ? find(run) : Optional.empty();
	}

	/** A run as it is recorded now. */
	public Optional<Run> find(Run run) {
		return this.runs.find(run.app(), run.number());
	}

	/** How a run is being ended, if it is. */
	public Optional<RunStatus> ending(Run run) {
		return this.jdbc.sql("SELECT ending FROM run WHERE app = :app AND number = :number AND ending IS NOT NULL")
			.param("app", run.app().value())
			.param("number", run.number())
			.query(String.class)
			.optional()
			.map(RunStatus::of);
	}

	/**
	 * Records the end of a run and, in the same transaction, the run that was to follow.
	 * @param run the run
	 * @param ending how it ended; a cancel or a timeout that was recorded goes first
	 * @param logSize bytes of its log
	 * @param limits those of a successor
	 * @return what came of it; nothing if the run had ended already
	 */
	public Optional<Finished> finish(Run run, Ending ending, long logSize, Limits limits) {
		return required(this.transaction.execute((status) -> {
			Optional<String> successor = lockActive(run);
			int updated = this.jdbc.sql("""
					UPDATE run SET status = COALESCE(ending, :status), exit_code = :exitCode, finished_at = :at,
					reason = COALESCE(:reason, reason), log_size = :logSize
					WHERE app = :app AND number = :number AND status = 'running'
					""")
				.param("status", ending.status().label())
				.param("exitCode", ending.exitCode(), Types.INTEGER)
				.param("at", latest(run.startedAt(), ending.at()).atOffset(ZoneOffset.UTC))
				.param("reason", ending.reason(), Types.VARCHAR)
				.param("logSize", logSize)
				.param("app", run.app().value())
				.param("number", run.number())
				.update();
			if (updated == 0) {
				return Optional.empty();
			}
			this.jdbc.sql("DELETE FROM active_run WHERE app = :app AND number = :number")
				.param("app", run.app().value())
				.param("number", run.number())
				.update();
			ActiveRow next = successor.map((user) -> next(run.app(), Action.STOP, user, limits)).orElse(null);
			return Optional.of(new Finished(find(run).orElseThrow(), next));
		}));
	}

	/** Who pressed stop meanwhile; nobody can do so from now on. */
	private Optional<String> lockActive(Run run) {
		return this.jdbc.sql("""
				SELECT COALESCE(successor_started_by, '') FROM active_run
				WHERE app = :app AND number = :number FOR UPDATE
				""")
			.param("app", run.app().value())
			.param("number", run.number())
			.query(String.class)
			.optional()
			.filter((user) -> !user.isEmpty());
	}

	/** The time, as precise as every database keeps it. */
	public Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/** A clock may be set back. */
	private static Instant latest(Instant start, Instant end) {
		return end.isBefore(start) ? start : end.truncatedTo(ChronoUnit.MILLIS);
	}

	private static ActiveRow activeRow(ResultSet row, int index) throws SQLException {
		String ending = row.getString("ending");
		return new ActiveRow(Runs.run(row, index), row.getString("run_id"),
				new Limits(duration(row, "timeout_ms"), duration(row, "silence_ms")),
				(ending != null) ? RunStatus.of(ending) : null);
	}

	private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
		Long millis = row.getObject(column, Long.class);
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() : null;
	}

	private static <T> T required(@Nullable T result) {
		if (result == null) {
			throw new IllegalStateException("A transaction without a result");
		}
		return result;
	}

	/**
	 * A run that has ended.
	 *
	 * @param run the run as it stays
	 * @param successor what was recorded to follow it, or null
	 */
	public record Finished(Run run, @Nullable ActiveRow successor) {
	}

}
