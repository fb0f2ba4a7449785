package io.strapper.crash;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.testing.Client;
import io.strapper.testing.Cluster;
import io.strapper.testing.CuttableProxy;
import io.strapper.testing.KillablePostgres;
import io.strapper.testing.MessageBroker;
import io.strapper.testing.Ports;
import io.strapper.testing.Server;
import io.strapper.testing.ServerProcess;
import org.jspecify.annotations.Nullable;

/** A node as a process of its own, and its wires to the database and to the broker. */
final class CrashNode implements AutoCloseable {

	private final Cluster cluster;

	private final String name;

	private final CuttableProxy database;

	private final CuttableProxy broker;

	private final int port = Ports.free();

	private final Client admin = new Client("http://127.0.0.1:" + this.port);

	private final String[] arguments;

	private final List<ServerProcess> started = new ArrayList<>();

	private @Nullable ServerProcess process;

	/** Whether nobody should expect an answer of it. */
	private volatile boolean away;

	CrashNode(Cluster cluster, String name, KillablePostgres database, MessageBroker broker) throws IOException {
		this.cluster = cluster;
		this.name = name;
		this.database = new CuttableProxy(database.port());
		this.broker = new CuttableProxy(broker.port());
		this.arguments = Stream
			.of(List.of("--spring.datasource.url=" + database.url(port(this.database)),
					"--strapper.node-lease=" + CrashCluster.LEASE.toSeconds() + "s",
					"--strapper.live.sockets-per-user=200"), List.of(broker.arguments(port(this.broker))))
			.flatMap(List::stream)
			.toArray(String[]::new);
	}

	private static int port(CuttableProxy wire) {
		return URI.create(wire.url()).getPort();
	}

	String name() {
		return this.name;
	}

	/** The first administrator, who stays signed in whatever happens. */
	Client admin() {
		return this.admin;
	}

	CuttableProxy database() {
		return this.database;
	}

	CuttableProxy broker() {
		return this.broker;
	}

	boolean isAway() {
		return this.away;
	}

	void setAway(boolean away) {
		this.away = away;
	}

	/**
	 * Starts it and waits until it answers. It is started again as often as it ends by
	 * itself, as by systemd: the database may be away.
	 * @return how often it was started
	 */
	int start() throws IOException {
		for (int attempt = 1;; attempt++) {
			ServerProcess launched = this.cluster.launch(this.name, this.port, this.arguments);
			this.process = launched;
			this.started.add(launched);
			try {
				launched.awaitAnswer();
				this.away = false;
				return attempt;
			}
			catch (AssertionError ex) {
				if (attempt == 20) {
					throw ex;
				}
			}
		}
	}

	/** Signs in for all that follows. */
	void signIn() {
		this.admin.signIn("admin", Server.PASSWORD);
		// A session's first page makes its token: presses at once would each make one
		this.admin.csrf();
	}

	void kill() {
		this.away = true;
		process().kill();
	}

	void freeze() throws IOException, InterruptedException {
		this.away = true;
		process().signal("STOP");
	}

	void thaw() throws IOException, InterruptedException {
		process().signal("CONT");
		this.away = false;
	}

	/** All that it printed, whenever it was started. */
	String output() throws IOException {
		StringBuilder all = new StringBuilder();
		for (ServerProcess started : this.started) {
			all.append(started.output());
		}
		return all.toString();
	}

	private ServerProcess process() {
		if (this.process == null) {
			throw new IllegalStateException(this.name + " was not started");
		}
		return this.process;
	}

	@Override
	public void close() throws IOException {
		if (this.process != null) {
			this.process.close();
		}
		this.database.close();
		this.broker.close();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
