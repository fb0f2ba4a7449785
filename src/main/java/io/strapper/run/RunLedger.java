package io.strapper.run;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records runs. An app has at most one active run; a constraint of the database
 * guarantees that, not a lock in memory. A row is begun, its end may be requested, and it
 * is finished once. From then on only the log changes it: its removal, and the end of a
 * process that went on while its run was lost.
 */
@Component
public class RunLedger {

	private static final String OWN = "WHERE (CAST(:node AS VARCHAR) IS NULL OR active_run.node = :node) ";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Runs runs;

	private final Clock clock;

	private final NextRun next;

	RunLedger(JdbcClient jdbc, TransactionTemplate transaction, Runs runs, Clock clock, Home home) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.runs = runs;
		this.clock = clock;
		this.next = new NextRun(jdbc, runs, clock, home);
	}

	/**
	 * The rows of the runs of a node that have not finished.
	 * @param node its name, or null for a server that is alone: all runs are its own
	 */
	public List<ActiveRow> activeRows(@Nullable String node) {
		return this.jdbc.sql(Runs.SELECT_ACTIVE + OWN + "ORDER BY run.started_at")
			.param("node", node, Types.VARCHAR)
			.query(ActiveRow::of)
			.list();
	}

	/**
	 * The row of a run of a node, unless it has finished.
	 * @param node as {@link #activeRows} takes it
	 */
	public Optional<ActiveRow> activeRow(AppId app, long number, @Nullable String node) {
		return this.jdbc.sql(Runs.SELECT_ACTIVE + OWN + "AND run.app = :app AND run.number = :number")
			.param("node", node, Types.VARCHAR)
			.param("app", app.value())
			.param("number", number)
			.query(ActiveRow::of)
			.optional();
	}

	/**
	 * Records the next run of an app.
	 * @param app the app
	 * @param action what is run
	 * @param user who pressed
	 * @param limits the limits at which the server ends it
	 * @return the run, which is active
	 * @throws DuplicateKeyException if another run of the app was recorded first
	 */
	public ActiveRow begin(AppId app, Action action, String user, Limits limits) {
		return begin(app, action, user, limits, null, null);
	}

	/**
	 * Records the next run of an app.
	 * @param app the app
	 * @param action what is run
	 * @param user who pressed
	 * @param limits the limits at which the server ends it
	 * @param trigger the push that starts it, or null
	 * @param node the node that runs it, or null for a server that is alone
	 * @return the run, which is active
	 * @throws DuplicateKeyException if another run of the app was recorded first
	 */
	public ActiveRow begin(AppId app, Action action, String user, Limits limits, @Nullable Trigger trigger,
			@Nullable String node) {
		return Objects.requireNonNull(
				this.transaction.execute((status) -> this.next.record(app, action, user, limits, trigger, node)));
	}

	/**
	 * Records that {@code stop} starts as soon as an active run has finished.
	 * @param run the run
	 * @param user who pressed
	 * @return whether the run is still active
	 */
	public boolean stopAfter(Run run, String user) {
		return of(run, """
				UPDATE active_run SET successor_started_by = COALESCE(successor_started_by, :user)
				WHERE app = :app AND number = :number
				""").param("user", user).update() == 1;
	}

	/**
	 * Records that a run is to end; the first request counts. The warning is removed,
	 * since it no longer applies.
	 * @param run the run
	 * @param end what the run's status will be
	 * @param user who cancelled it, or null
	 * @param reason one sentence on why, or null if a user cancelled it
	 * @return the run, if this request was the first and the run had not finished
	 */
	public Optional<Run> requestEnd(Run run, RunStatus end, @Nullable String user, @Nullable String reason) {
		int updated = of(run, """
				UPDATE run SET ending = :end, cancelled_by = :user, cancelled_at = :at, reason = :reason, warning = NULL
				WHERE app = :app AND number = :number AND status = 'running' AND ending IS NULL
				""").param("end", end.label())
			.param("user", user, Types.VARCHAR)
			.param("at", (user != null) ? this.clock.instant().atOffset(ZoneOffset.UTC) : null,
					Types.TIMESTAMP_WITH_TIMEZONE)
			.param("reason", (reason != null) ? Sentence.of(reason) : null, Types.VARCHAR)
			.update();
		return (updated == 1) ? find(run) : Optional.empty();
	}

	/** What a run's status will be, if its end was requested. */
	public Optional<RunStatus> requestedEnd(Run run) {
		return of(run, "SELECT ending FROM run WHERE app = :app AND number = :number AND ending IS NOT NULL")
			.query(String.class)
			.optional()
			.map(RunStatus::of);
	}

	/**
	 * Records a warning of what is going to happen to a run.
	 * @param run the run
	 * @param warning one sentence, or null to remove the warning
	 * @return the run, unless its end was requested
	 */
	public Optional<Run> warn(Run run, @Nullable String warning) {
		int updated = of(run, """
				UPDATE run SET warning = :warning
				WHERE app = :app AND number = :number AND status = 'running' AND ending IS NULL
				""").param("warning", (warning != null) ? Sentence.of(warning) : null, Types.VARCHAR).update();
		return (updated == 1) ? find(run) : Optional.empty();
	}

	/**
	 * Records that somebody damaged the log of a run; the first report counts.
	 * @param run the run
	 * @param problem one sentence on what was done
	 * @return the run, if this report was the first and the run had not finished
	 */
	Optional<Run> recordLogProblem(Run run, String problem) {
		int updated = of(run, """
				UPDATE run SET log_problem = :problem
				WHERE app = :app AND number = :number AND status = 'running' AND log_problem IS NULL
				""").param("problem", Sentence.of(problem)).update();
		return (updated == 1) ? find(run) : Optional.empty();
	}

	/** A run as it is recorded now. */
	public Optional<Run> find(Run run) {
		return this.runs.find(run.app(), run.number());
	}

	/**
	 * Finishes a run's row and, in the same transaction, records the run that was to
	 * follow.
	 * @param run the run
	 * @param outcome how it ended; if an end was requested, the requested status counts
	 * instead
	 * @param logSize bytes of its log
	 * @param limits the limits of a successor
	 * @param node the node that runs a successor, or null for a server that is alone
	 * @return the finished run and its successor; empty if the run had already finished
	 */
	public Optional<Finished> finish(Run run, Outcome outcome, long logSize, Limits limits, @Nullable String node) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Optional<String> successor = lockActive(run);
			if (!close(run, outcome, logSize)) {
				return Optional.empty();
			}
			ActiveRow next = successor.map((user) -> this.next.record(run.app(), Action.STOP, user, limits, null, node))
				.orElse(null);
			return Optional.of(new Finished(find(run).orElseThrow(), next));
		}));
	}

	/**
	 * Marks an active run as lost, whatever was requested, and drops what was to follow.
	 * @param run the run
	 * @param reason one sentence
	 * @param logSize bytes of its log
	 * @return the run, unless it has finished or is another node's now
	 */
	public Optional<Run> lose(Run run, String reason, long logSize) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			int deleted = of(run, """
					DELETE FROM active_run WHERE app = :app AND number = :number
					AND COALESCE(node, '') = COALESCE(:node, '')
					""").param("node", run.node(), Types.VARCHAR).update();
			int updated = (deleted == 0) ? 0
					: of(run, """
							UPDATE run SET status = 'lost', finished_at = :at, reason = :reason, log_size = :logSize,
							warning = NULL WHERE app = :app AND number = :number AND status = 'running'
							""").param("at", latest(run.startedAt(), this.clock.instant()).atOffset(ZoneOffset.UTC))
						.param("reason", Sentence.of(reason))
						.param("logSize", logSize)
						.update();
			return (updated == 1) ? find(run) : Optional.empty();
		}));
	}

	/**
	 * Records how long the log of a lost run is now that nothing of the run is left.
	 * @param run the run
	 * @param logSize bytes of its log
	 * @return the run, if its log has grown since it was lost
	 */
	public Optional<Run> grown(Run run, long logSize) {
		int updated = of(run, """
				UPDATE run SET log_size = :logSize WHERE app = :app AND number = :number AND status = 'lost'
				AND log_size < :logSize AND log_removed_at IS NULL
				""").param("logSize", logSize).update();
		return (updated == 1) ? find(run) : Optional.empty();
	}

	/**
	 * Makes an active run that no node has the run of one.
	 * @param node the name of the node
	 * @return the row of the run; empty if it has finished, or has a node
	 */
	public Optional<ActiveRow> claim(Run run, String node) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			for (String table : List.of("active_run", "run")) {
				int updated = of(run,
						"UPDATE %s SET node = :node WHERE app = :app AND number = :number AND node IS NULL"
							.formatted(table))
					.param("node", node)
					.update();
				if (updated == 0) {
					status.setRollbackOnly();
					return Optional.empty();
				}
			}
			return activeRow(run.app(), run.number(), node);
		}));
	}

	/** Whether stop was pressed, to follow an active run. */
	public boolean hasSuccessor(Run run) {
		return of(run, """
				SELECT count(*) FROM active_run
				WHERE app = :app AND number = :number AND successor_started_by IS NOT NULL
				""").query(Long.class).single() > 0;
	}

	/** What is recorded of a run, whether or not it has finished. */
	public Optional<ActiveRow> row(AppId app, long number) {
		return this.jdbc.sql(Runs.SELECT + "WHERE app = :app AND number = :number")
			.param("app", app.value())
			.param("number", number)
			.query(ActiveRow::of)
			.optional();
	}

	/**
	 * Locks the row against further presses of stop. Returns who has pressed it
	 * meanwhile.
	 */
	private Optional<String> lockActive(Run run) {
		return of(run, """
				SELECT COALESCE(successor_started_by, '') FROM active_run
				WHERE app = :app AND number = :number FOR UPDATE
				""").query(String.class).optional().filter((user) -> !user.isEmpty());
	}

	private boolean close(Run run, Outcome outcome, long logSize) {
		int updated = of(run, """
				UPDATE run SET status = COALESCE(ending, :status), exit_code = :exitCode, finished_at = :at,
				reason = COALESCE(:reason, reason, log_problem), log_size = :logSize, warning = NULL
				WHERE app = :app AND number = :number AND status = 'running'
				""").param("status", outcome.status().label())
			.param("exitCode", outcome.exitCode(), Types.INTEGER)
			.param("at", latest(run.startedAt(), outcome.at()).atOffset(ZoneOffset.UTC))
			.param("reason", outcome.reason(), Types.VARCHAR)
			.param("logSize", logSize)
			.update();
		of(run, "DELETE FROM active_run WHERE app = :app AND number = :number").update();
		return updated == 1;
	}

	/**
	 * The wall clock may have been set back, and the times of files are more precise than
	 * those of the database.
	 */
	private static Instant latest(Instant start, Instant end) {
		Instant truncated = end.truncatedTo(ChronoUnit.MILLIS);
		return truncated.isBefore(start) ? start : truncated;
	}

	private StatementSpec of(Run run, String sql) {
		return this.jdbc.sql(sql).param("app", run.app().value()).param("number", run.number());
	}

	/**
	 * A run that has finished.
	 *
	 * @param run the run as it is recorded for good
	 * @param successor the run that was recorded to follow it, or null
	 */
	public record Finished(Run run, @Nullable ActiveRow successor) {
	}

}
