package io.strapper.failover;

import java.util.List;

import io.strapper.app.AppId;
import io.strapper.node.Node;
import io.strapper.process.TakenRuns;
import io.strapper.run.Run;
import io.strapper.run.RunLedger;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The runs that were marked as lost while their node was silent. Their processes may have
 * gone on. The node ends them as soon as it is back, before it does anything else: before
 * it takes up its active runs when it starts, and before it has a lease again.
 */
@Component
class LeftBehind implements SmartLifecycle {

	private final Node us;

	private final TakenRuns taken;

	private final RunLedger ledger;

	private final JdbcClient jdbc;

	private volatile boolean running;

	LeftBehind(Node us, TakenRuns taken, RunLedger ledger, JdbcClient jdbc) {
		this.us = us;
		this.taken = taken;
		this.ledger = ledger;
		this.jdbc = jdbc;
	}

	/**
	 * Records, in the caller's transaction, that something may be left of a run.
	 * @param machine identifies the machine that its node was on, or null
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

	/** Ends what is left of the runs of this node, and waits for the end. */
	void endAll() {
		for (Key key : keys()) {
			this.ledger.row(key.app(), key.number()).ifPresent(this.taken::end);
			this.jdbc.sql("DELETE FROM left_behind WHERE app = :app AND number = :number")
				.param("app", key.app().value())
				.param("number", key.number())
				.update();
		}
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

	/** After the lease, and before the runs are taken up. */
	@Override
	public int getPhase() {
		return -1;
	}

	private record Key(AppId app, long number) {

	}

}
