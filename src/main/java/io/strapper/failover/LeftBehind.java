package io.strapper.failover;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.home.Home;
import io.strapper.node.Node;
import io.strapper.process.TakenRuns;
import io.strapper.run.ActiveRow;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunDirectory;
import io.strapper.run.RunLedger;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The runs that were marked as lost in a takeover, by node (table {@code left_behind}).
 * Their processes may still run. Their node ends these processes as soon as it is back:
 * when it starts, before it adopts its active runs; and while it runs, before it gets a
 * lease again.
 */
@Component
class LeftBehind implements SmartLifecycle {

	private final Node us;

	private final TakenRuns taken;

	private final RunLedger ledger;

	private final Home home;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private volatile boolean running;

	LeftBehind(Node us, TakenRuns taken, RunLedger ledger, Home home, JdbcClient jdbc,
			ApplicationEventPublisher events) {
		this.us = us;
		this.taken = taken;
		this.ledger = ledger;
		this.home = home;
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * Records, in the caller's transaction, that processes of a run may be left.
	 * @param run the run
	 * @param node the name of the node that had it
	 * @param machine identifies the machine that the node was on, or null if nobody knows
	 * it: then the node ends the processes wherever it is
	 */
	void add(Run run, String node, @Nullable String machine) {
		this.jdbc.sql("""
				INSERT INTO left_behind (app, number, node, machine) VALUES (:app, :number, :node, :machine)
				""")
			.param("app", run.app().value())
			.param("number", run.number())
			.param("node", node)
			.param("machine", machine)
			.update();
	}

	/** Ends the processes that are left of runs of this node, and waits for their end. */
	void endAll() {
		for (Key key : keys()) {
			this.ledger.row(key.app(), key.number()).ifPresent(this::end);
			this.jdbc.sql("DELETE FROM left_behind WHERE app = :app AND number = :number")
				.param("app", key.app().value())
				.param("number", key.number())
				.update();
		}
	}

	/** The process may have written until now. */
	private void end(ActiveRow row) {
		this.taken.end(row);
		Run run = row.run();
		long logSize = RunDirectory.of(this.home, run.app(), run.number()).logSize();
		this.ledger.grown(run, logSize).ifPresent((now) -> this.events.publishEvent(new RunChanged(now)));
	}

	private List<Key> keys() {
		return this.jdbc.sql("""
				SELECT app, number FROM left_behind WHERE node = :node AND (machine IS NULL OR machine = :machine)
				""")
			.param("node", this.us.name())
			.param("machine", this.us.machine())
			.query((row, index) -> new Key(new AppId(row.getString("app")), row.getLong("number")))
			.list();
	}

	@Override
	public void start() {
		endAll();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.us.clustered();
	}

	/** Starts after the lease, and before the active runs are adopted. */
	@Override
	public int getPhase() {
		return -1;
	}

	private record Key(AppId app, long number) {

	}

}
