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
 * @param heardAt when it last sent a heartbeat, that is renewed its lease, UTC
 * @param alive whether it may get new runs: it sent a heartbeat within half a lease, and
 * was not shut down
 * @param draining whether it gets no new runs
 * @param lagMillis how long a message takes from it to the broker and back, in
 * milliseconds, or null if that is not known
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

	/** Whether a new run can be given to it. */
	public boolean takesRuns() {
		return this.alive && !this.draining;
	}

}
