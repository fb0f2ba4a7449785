package io.strapper.node;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.strapper.home.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The nodes that are on record, and their heartbeats. All times are the database's, so
 * that no node depends on the clock of another one. A transaction that takes over runs of
 * a node, or renews a lease that ran out, holds the lock of the node's row: this is the
 * fencing.
 */
@Component
public class Nodes {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");

	/** In an app.yml it means each node. */
	private static final String ANY = "any";

	private static final Logger log = LoggerFactory.getLogger(Nodes.class);

	/** Whether a node sent a heartbeat within the seconds {@code :within}. */
	private static final String HEARD = "heard_at > CURRENT_TIMESTAMP - INTERVAL '1' SECOND * CAST(:within AS DOUBLE PRECISION)";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Node us;

	Nodes(JdbcClient jdbc, TransactionTemplate transaction, Node us) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.us = us;
	}

	/** Whether a text can be the name of a node. */
	public static boolean isName(String text) {
		return NAME.matcher(text).matches() && !text.equals(ANY);
	}

	/** All nodes that ever joined, by name. */
	public List<KnownNode> all() {
		return sql("""
				SELECT node.*, incarnation IS NOT NULL AND %s AS alive,
				(SELECT count(*) FROM active_run WHERE active_run.node = node.name) AS runs
				FROM node ORDER BY name
				""".formatted(HEARD)).param("within", seconds(this.us.lease().dividedBy(2)))
			.query(KnownNode::of)
			.list();
	}

	/**
	 * Begins or ends the draining of a node. Harmless if there is no such node.
	 * @param name its name
	 * @param draining whether it gets none
	 */
	public void drain(String name, boolean draining) {
		this.jdbc.sql("UPDATE node SET draining = :draining WHERE name = :other")
			.param("draining", draining)
			.param("other", name)
			.update();
	}

	/** Whether this node gets no new runs. */
	public boolean isDraining() {
		return sql("SELECT draining FROM node WHERE name = :name").query(Boolean.class).optional().orElse(false);
	}

	/** The time of the database, UTC. */
	Instant now() {
		return sql("SELECT CURRENT_TIMESTAMP").query(OffsetDateTime.class).single().toInstant();
	}

	/**
	 * Records that this node has been started. If its name was last used on another
	 * machine, the runs there lose their node, so that a takeover marks them as lost.
	 * @param version the release that it runs
	 * @throws CannotStartException if a namesake on another machine is alive
	 */
	void join(String version) {
		String machine = this.us.machine();
		try {
			this.transaction.executeWithoutResult((status) -> {
				requireNoNamesake(machine);
				boolean known = sql("""
						UPDATE node SET incarnation = :incarnation, machine = :machine, version = :version,
						started_at = CURRENT_TIMESTAMP, heard_at = CURRENT_TIMESTAMP, lag_ms = NULL WHERE name = :name
						""").param("incarnation", this.us.incarnation())
					.param("machine", machine)
					.param("version", version)
					.update() > 0;
				if (!known) {
					sql("""
							INSERT INTO node (name, incarnation, machine, version, started_at, heard_at)
							VALUES (:name, :incarnation, :machine, :version, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
							""").param("incarnation", this.us.incarnation())
						.param("machine", machine)
						.param("version", version)
						.update();
				}
			});
		}
		catch (DuplicateKeyException ex) {
			throw namesake();
		}
	}

	private void requireNoNamesake(String machine) {
		List<Boolean> elsewhere = sql("""
				SELECT incarnation IS NOT NULL AND %s
				FROM node WHERE name = :name AND machine <> :machine FOR UPDATE
				""".formatted(HEARD)).param("within", seconds(this.us.lease()))
			.param("machine", machine)
			.query(Boolean.class)
			.list();
		if (elsewhere.contains(true)) {
			throw namesake();
		}
		if (!elsewhere.isEmpty()) {
			log.warn("Node {} is on another machine than before: its runs there are nobody's now", this.us.name());
			abandonRuns();
		}
	}

	/** The node on the other machine ends their processes if it ever comes back. */
	private void abandonRuns() {
		sql("""
				INSERT INTO left_behind (app, number, node, machine)
				SELECT active_run.app, active_run.number, node.name, node.machine
				FROM active_run JOIN node ON node.name = active_run.node WHERE node.name = :name
				""").update();
		sql("""
				UPDATE run SET node = NULL
				WHERE status = 'running' AND (app, number) IN (SELECT app, number FROM active_run WHERE node = :name)
				""").update();
		sql("UPDATE active_run SET node = NULL WHERE node = :name").update();
	}

	private CannotStartException namesake() {
		return new CannotStartException("node %s is running already, on another machine: %s".formatted(this.us.name(),
				"give each node a name of its own with --strapper.node=NAME"));
	}

	/**
	 * Renews the lease of this node, if it has not run out.
	 * @return whether it is renewed; false also if another start has our name
	 */
	boolean renew() {
		// Not CURRENT_TIMESTAMP, the start of the transaction: this statement may have
		// waited for a takeover, and the lease may have run out meanwhile
		return sql("""
				UPDATE node SET heard_at = CURRENT_TIMESTAMP WHERE name = :name AND incarnation = :incarnation
				AND heard_at > clock_timestamp() - INTERVAL '1' SECOND * CAST(:within AS DOUBLE PRECISION)
				""").param("incarnation", this.us.incarnation())
			.param("within", seconds(this.us.lease()))
			.update() == 1;
	}

	/**
	 * Renews the lease of this node after it ran out, unless processes may be left here
	 * of a run that another node has taken over.
	 * @return whether it is renewed; false also if another start has our name
	 */
	boolean renewLate() {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			boolean ours = sql("SELECT incarnation FROM node WHERE name = :name FOR UPDATE").query(String.class)
				.list()
				.contains(this.us.incarnation());
			return ours && leftBehind() == 0
					&& sql("UPDATE node SET heard_at = CURRENT_TIMESTAMP WHERE name = :name").update() == 1;
		}));
	}

	private long leftBehind() {
		return sql("""
				SELECT count(*) FROM left_behind WHERE node = :name AND (machine IS NULL OR machine = :machine)
				""").param("machine", this.us.machine()).query(Long.class).single();
	}

	/**
	 * The nodes that have active runs and sent no heartbeat for a lease, by name; ""
	 * stands for active runs without a node.
	 */
	public List<String> gone() {
		return sql("""
				SELECT DISTINCT COALESCE(active_run.node, '') FROM active_run
				WHERE NOT EXISTS (SELECT name FROM node WHERE node.name = active_run.node AND %s)
				""".formatted(HEARD)).param("within", seconds(this.us.lease())).query(String.class).list();
	}

	/**
	 * Locks the row of a node that sent no heartbeat for a lease, until the end of the
	 * caller's transaction: the node cannot renew its lease before.
	 * @param name its name
	 * @return the node, or empty if there is none of this name, or if it is back
	 */
	public Optional<Gone> lockGone(String name) {
		Optional<Gone> gone = this.jdbc
			.sql("SELECT heard_at, machine FROM node WHERE name = :gone AND NOT (%s) FOR UPDATE".formatted(HEARD))
			.param("gone", name)
			.param("within", seconds(this.us.lease()))
			.query((row, index) -> new Gone(row.getObject("heard_at", OffsetDateTime.class).toInstant(),
					row.getString("machine")))
			.optional();
		// PostgreSQL evaluates a renewal that waits for the lock again only if the row
		// was
		// changed
		gone.ifPresent(
				(it) -> this.jdbc.sql("UPDATE node SET lag_ms = NULL WHERE name = :gone").param("gone", name).update());
		return gone;
	}

	/** Records that this node was shut down. Its runs go on, and its lease runs out. */
	void leave() {
		sql("UPDATE node SET incarnation = NULL WHERE name = :name AND incarnation = :incarnation")
			.param("incarnation", this.us.incarnation())
			.update();
	}

	private StatementSpec sql(String sql) {
		StatementSpec statement = this.jdbc.sql(sql);
		return sql.contains(":name") ? statement.param("name", this.us.name()) : statement;
	}

	static double seconds(Duration duration) {
		return Objects.requireNonNull(duration).toMillis() / 1000.0;
	}

	/**
	 * A node that sent no heartbeat for a lease.
	 *
	 * @param heardAt when it last sent one, UTC
	 * @param machine identifies the machine that it was on
	 */
	public record Gone(Instant heardAt, String machine) {

	}

}
