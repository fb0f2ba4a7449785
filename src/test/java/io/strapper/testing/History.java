package io.strapper.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs of the past, as a server would have recorded them; it must not have looked yet.
 */
public final class History {

	private final JdbcClient jdbc;

	public History(Server server) {
		this.jdbc = server.bean(JdbcClient.class);
	}

	/**
	 * Records the next run of an app.
	 * @param status how it ended
	 * @param user who pressed
	 * @param ago how long ago it started
	 * @param took how long it took
	 */
	public History run(String app, String action, String status, String user, Duration ago, Duration took) {
		long number = this.jdbc.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM newest_run WHERE app = :app")
			.param("app", app)
			.query(Long.class)
			.single();
		Instant start = Instant.now().minus(ago);
		this.jdbc
			.sql("""
					INSERT INTO run (app, number, action, status, exit_code, started_by, started_at, finished_at, run_id, log_size)
					VALUES (:app, :number, :action, :status, 0, :user, :start, :end, '-', 0)
					""")
			.param("app", app)
			.param("number", number)
			.param("action", action)
			.param("status", status)
			.param("user", user)
			.param("start", start.atOffset(ZoneOffset.UTC))
			.param("end", start.plus(took).atOffset(ZoneOffset.UTC))
			.update();
		this.jdbc
			.sql((number == 1) ? "INSERT INTO newest_run (app, number) VALUES (:app, :number)"
					: "UPDATE newest_run SET number = :number WHERE app = :app")
			.param("app", app)
			.param("number", number)
			.update();
		return this;
	}

}
