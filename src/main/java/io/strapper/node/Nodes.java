package io.strapper.node;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import io.strapper.home.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The nodes that are on record. All times are the database's, so that no node has to
 * trust the clock of another one. Whoever judges a node or changes what it owns holds the
 * lock of its row.
 */
@Component
public class Nodes {

	private static final Logger log = LoggerFactory.getLogger(Nodes.class);

	/** Whether a node was heard within the seconds {@code :within}. */
	private static final String HEARD = "heard_at > CURRENT_TIMESTAMP - INTERVAL '1' SECOND * CAST(:within AS DOUBLE PRECISION)";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Node us;

	Nodes(JdbcClient jdbc, TransactionTemplate transaction, Node us) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.us = us;
	}

	/** All nodes that were ever here, by name. */
	public List<KnownNode> all() {
		return sql("""
				SELECT node.*, incarnation IS NOT NULL AND %s AS alive,
				(SELECT count(*) FROM active_run WHERE active_run.node = node.name) AS runs
				FROM node ORDER BY name
				""".formatted(HEARD)).param("within", seconds(this.us.lease().dividedBy(2)))
			.query(KnownNode::of)
			.list();
	}

	/** The time of the database, UTC. */
	Instant now() {
		return sql("SELECT CURRENT_TIMESTAMP").query(OffsetDateTime.class).single().toInstant();
	}

	/**
	 * Records that this node has been started. The runs of a namesake on another machine
	 * are nobody's from now on.
	 * @param version the release that it runs
	 * @throws CannotStartException if a namesake on another machine is alive
	 */
	void join(String version) {
		String machine = Machine.id();
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
			sql("UPDATE active_run SET node = NULL WHERE node = :name").update();
		}
	}

	private CannotStartException namesake() {
		return new CannotStartException("node %s is running already, on another machine: %s".formatted(this.us.name(),
				"give each node a name of its own with --strapper.node=NAME"));
	}

	/**
	 * Renews the lease of this node.
	 * @return whether the lease had not run out, and nobody else has our name
	 */
	boolean renew() {
		return sql("""
				UPDATE node SET heard_at = CURRENT_TIMESTAMP WHERE name = :name AND incarnation = :incarnation
				AND %s
				""".formatted(HEARD)).param("incarnation", this.us.incarnation())
			.param("within", seconds(this.us.lease()))
			.update() == 1;
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

}
