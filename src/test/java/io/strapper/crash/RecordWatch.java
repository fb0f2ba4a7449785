package io.strapper.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks at the database the whole time: what must hold at every moment, and when each
 * node was heard.
 */
final class RecordWatch implements AutoCloseable {

	private static final int PAUSE_MILLIS = 50;

	private static final String RUNNING_TWICE = """
			SELECT app FROM run WHERE status = 'running' GROUP BY app HAVING count(*) > 1
			""";

	private static final String HALF = """
			SELECT COALESCE(active.app, running.app) FROM active_run AS active
			FULL JOIN (SELECT app, number FROM run WHERE status = 'running') AS running
			ON active.app = running.app AND active.number = running.number
			WHERE active.app IS NULL OR running.app IS NULL
			""";

	/** Their node is back and has ended what was left of them. */
	private static final String LOST_FOR_GOOD = """
			SELECT app, number FROM run WHERE status = 'lost' AND NOT EXISTS (
				SELECT * FROM left_behind WHERE left_behind.app = run.app AND left_behind.number = run.number)
			""";

	private final String url;

	private final ProcessMarks processes;

	private final CrashReport report;

	private final Map<String, NavigableSet<Instant>> heard = new ConcurrentHashMap<>();

	private final Set<String> over = new HashSet<>();

	private final CompletableFuture<Void> watching;

	private volatile boolean closed;

	RecordWatch(String url, ProcessMarks processes, CrashReport report) {
		this.url = url;
		this.processes = processes;
		this.report = report;
		this.watching = CompletableFuture.runAsync(this::watch, (task) -> new Thread(task, "record-watch").start());
	}

	/** When a node was heard last before a moment. */
	Instant heardBefore(String node, Instant moment) {
		Instant last = this.heard.getOrDefault(node, new ConcurrentSkipListSet<>()).floor(moment);
		return (last != null) ? last : Instant.EPOCH;
	}

	private void watch() {
		while (!this.closed) {
			try (Connection connection = DriverManager.getConnection(this.url)) {
				JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
				while (!this.closed) {
					look(jdbc);
					TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
				}
			}
			catch (SQLException | DataAccessException ex) {
				// The database was killed
				this.report.count("database: connections of the watch that broke");
				pause();
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look(JdbcClient jdbc) {
		apps(jdbc, RUNNING_TWICE).forEach((app) -> this.report.wrong("Two runs of %s are active", app));
		apps(jdbc, HALF).forEach((app) -> this.report.wrong("A run of %s is active in one table alone", app));
		jdbc.sql("SELECT name, heard_at FROM node").query((row) -> {
			this.heard.computeIfAbsent(row.getString(1), (name) -> new ConcurrentSkipListSet<>())
				.add(row.getObject(2, OffsetDateTime.class).toInstant());
		});
		jdbc.sql(LOST_FOR_GOOD).query((row) -> {
			requireEnded(row.getString(1), row.getInt(2));
		});
		this.report.count("database: looks while everything went on");
	}

	private static List<String> apps(JdbcClient jdbc, String query) {
		return jdbc.sql(query).query(String.class).list();
	}

	private void requireEnded(String app, int number) {
		if (this.over.add(app + "/" + number) && this.processes.isAlive(app, number)) {
			this.report.wrong("Run %s/%d is lost, and its node is back, but its process goes on", app, number);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.watching.join();
	}

}
