package io.strapper.failover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.strapper.app.AppId;
import io.strapper.node.Lease;
import io.strapper.node.Node;
import io.strapper.process.Adoption;
import io.strapper.run.RunStatus;
import io.strapper.watch.WakeableLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the rows of this node's active runs twice a second: other nodes record there
 * which runs this node has to start and to end. It also takes over the runs of nodes
 * whose lease has run out. While this node itself has no lease, it only ends the
 * processes of the runs that others have taken over, and then asks for a lease again.
 */
@Component
class OwnRuns implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OwnRuns.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Node us;

	private final Lease lease;

	private final Adoption adoption;

	private final LeftBehind left;

	private final Takeover takeover;

	private final JdbcClient jdbc;

	/** When other nodes were last judged, by {@link System#nanoTime()}. */
	private long judgedAt = System.nanoTime();

	private final Set<AppId> troubled = new HashSet<>();

	private final WakeableLoop loop = new WakeableLoop("own-runs", this::look);

	OwnRuns(Node us, Lease lease, Adoption adoption, LeftBehind left, Takeover takeover, JdbcClient jdbc) {
		this.us = us;
		this.lease = lease;
		this.adoption = adoption;
		this.left = left;
		this.takeover = takeover;
		this.jdbc = jdbc;
	}

	private Optional<Duration> look() {
		if (this.lease.held()) {
			rows().forEach(this::goOn);
			judge();
		}
		else {
			this.left.endAll();
			this.lease.renewLate();
		}
		return Optional.of(PAUSE);
	}

	/** Takes over what it may, as often as a node renews its lease. */
	private void judge() {
		long now = System.nanoTime();
		if (this.lease.mayJudge() && now - this.judgedAt > this.us.lease().dividedBy(6).toNanos()) {
			this.judgedAt = now;
			this.takeover.takeAll();
		}
	}

	/** A failure with one run does not affect the others; the next look tries again. */
	private void goOn(Row row) {
		try {
			this.adoption.goOn(row.app(), row.number(), row.ending());
			this.troubled.remove(row.app());
		}
		catch (RuntimeException ex) {
			if (this.troubled.add(row.app())) {
				log.error("{} #{} cannot go on here", row.app(), row.number(), ex);
			}
		}
	}

	private List<Row> rows() {
		return this.jdbc.sql("""
				SELECT run.app, run.number, run.ending
				FROM active_run JOIN run ON run.app = active_run.app AND run.number = active_run.number
				WHERE active_run.node = :node ORDER BY run.started_at
				""").param("node", this.us.name()).query(Row::of).list();
	}

	@Override
	public void start() {
		this.loop.start();
		this.loop.wake();
	}

	@Override
	public void stop() {
		this.loop.stop();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	@Override
	public boolean isAutoStartup() {
		return this.us.clustered();
	}

	/** Starts after, and stops before, the supervision of active runs. */
	@Override
	public int getPhase() {
		return 1;
	}

	/**
	 * The columns of an active run that other nodes may change.
	 *
	 * @param ending what its status will be, or null
	 */
	private record Row(AppId app, long number, @Nullable RunStatus ending) {

		static Row of(ResultSet row, int index) throws SQLException {
			String ending = row.getString("ending");
			return new Row(new AppId(row.getString("app")), row.getLong("number"),
					(ending != null) ? RunStatus.of(ending) : null);
		}

	}

}
