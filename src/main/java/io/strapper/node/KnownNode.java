package io.strapper.node;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * A node as it is on record. All times are the database's.
 *
 * @param name its name
 * @param version the release that it runs
 * @param startedAt when it was started, UTC
 * @param heardAt when it was heard last, UTC
 * @param alive whether it is trusted with new runs: it was heard within half a lease, and
 * was not shut down
 * @param draining whether it gets no new runs
 * @param lagMillis how long its messages take to the broker, or null if nobody knows it
 * @param runs how many runs it has now
 */
public record KnownNode(String name, String version, Instant startedAt, Instant heardAt, boolean alive,
		boolean draining, @Nullable Long lagMillis, long runs) {

	static KnownNode of(ResultSet row, int index) throws SQLException {
		return new KnownNode(row.getString("name"), row.getString("version"), instant(row, "started_at"),
				instant(row, "heard_at"), row.getBoolean("alive"), row.getBoolean("draining"),
				row.getObject("lag_ms", Long.class), row.getLong("runs"));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/** Whether it takes a new run. */
	public boolean takesRuns() {
		return this.alive && !this.draining;
	}

}
