package io.strapper.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.strapper.testing.Cluster;
import io.strapper.testing.KillablePostgres;
import io.strapper.testing.MessageBroker;
import io.strapper.testing.RabbitMq;
import io.strapper.testing.Threads;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nodes, their database and their broker, each in processes of its own. */
final class CrashCluster implements AutoCloseable {

	/** Longer than a node needs to start on a quiet machine. */
	static final Duration LEASE = Duration.ofSeconds(10);

	private final KillablePostgres database;

	private final MessageBroker broker;

	private final List<CrashNode> nodes = new ArrayList<>();

	private CrashCluster(Path folder) throws IOException {
		this.database = new KillablePostgres(folder.resolve("database"));
		this.broker = RabbitMq.stopped();
	}

	/**
	 * Starts everything.
	 * @param folder an empty folder
	 * @param home the home of all nodes
	 * @param count how many nodes
	 */
	static CrashCluster start(Path folder, Path home, int count) throws Exception {
		CrashCluster made = new CrashCluster(folder);
		try {
			made.startAll(home, count);
			return made;
		}
		catch (Exception | Error ex) {
			made.close();
			throw ex;
		}
	}

	/** The first node makes the tables; the others need not wait for each other. */
	private void startAll(Path home, int count) throws IOException {
		this.database.start();
		this.broker.start();
		Cluster cluster = new Cluster(home, this.database.url());
		for (int number = 1; number <= count; number++) {
			this.nodes.add(new CrashNode(cluster, "web-" + number, this.database, this.broker));
		}
		start(this.nodes.get(0));
		CompletableFuture
			.allOf(this.nodes.stream()
				.skip(1)
				.map((node) -> CompletableFuture.runAsync(() -> start(node), Threads.OWN))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	private static void start(CrashNode node) {
		try {
			node.start();
			node.signIn();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<CrashNode> nodes() {
		return this.nodes;
	}

	KillablePostgres database() {
		return this.database;
	}

	MessageBroker broker() {
		return this.broker;
	}

	/** The database, whatever wires are cut. */
	JdbcClient jdbc() {
		return JdbcClient.create(new DriverManagerDataSource(this.database.url()));
	}

	/** Whether every node is heard and has nothing to end, and no run is active. */
	boolean isAtRest() {
		return number("SELECT count(*) FROM active_run") == 0 && number("SELECT count(*) FROM left_behind") == 0
				&& number("SELECT count(*) FROM node WHERE heard_at > CURRENT_TIMESTAMP - INTERVAL '%d' SECOND"
					.formatted(LEASE.toSeconds() / 2)) == this.nodes.size();
	}

	/** How many active runs a node has; 0 if the database is away. */
	int active(CrashNode node) {
		try {
			return (int) number("SELECT count(*) FROM active_run WHERE node = '%s'".formatted(node));
		}
		catch (DataAccessException ex) {
			return 0;
		}
	}

	/** Whether others have taken the runs of a node. */
	boolean isGone(CrashNode node) {
		return number("SELECT count(*) FROM active_run WHERE node = '%s'".formatted(node)) == 0 && number(
				"SELECT count(*) FROM node WHERE name = '%s' AND heard_at < CURRENT_TIMESTAMP - INTERVAL '%d' SECOND"
					.formatted(node, LEASE.toSeconds())) == 1;
	}

	private long number(String query) {
		return jdbc().sql(query).query(Long.class).single();
	}

	@Override
	public void close() throws IOException {
		for (CrashNode node : this.nodes) {
			node.close();
		}
		this.broker.close();
		this.database.close();
	}

}
