package io.strapper.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several servers on one home and one PostgreSQL. */
public final class Cluster {

	/** No machine is so slow that this ends by itself. */
	private static final String LONG_LEASE = "--strapper.node-lease=1h";

	private static final String POOL = "--spring.datasource.hikari.";

	private final Path home;

	private final String database;

	/**
	 * Nodes that have yet to be started.
	 * @param home their home
	 */
	public Cluster(Path home) {
		this(home, Postgres.emptyDatabase());
	}

	/**
	 * Nodes that have yet to be started.
	 * @param home their home
	 * @param database the URL of their database
	 */
	public Cluster(Path home, String database) {
		this.home = home;
		this.database = database;
	}

	/**
	 * Arguments of a node whose lease a test lets end. It may end earlier, too, if the
	 * machine stands still, so such a test awaits whatever it says of the lease. The
	 * database may nevertheless take its time.
	 */
	public static String[] shortLease() {
		return new String[] { "--strapper.node-lease=6s", POOL + "connection-timeout=60000",
				POOL + "data-source-properties.connectTimeout=60", POOL + "data-source-properties.socketTimeout=60",
				POOL + "connection-init-sql=SET idle_in_transaction_session_timeout = 60000" };
	}

	/** Starts a node in this virtual machine. */
	public Server start(String name, String... arguments) {
		return start(name, List.of(), arguments);
	}

	/** Starts a node in this virtual machine that has more in it. */
	public Server start(String name, List<Class<?>> parts, String... arguments) {
		return Server.start(this.home, parts, arguments(name, arguments));
	}

	/** Starts a node as a process of its own and waits until it answers. */
	public ServerProcess process(String name, String... arguments) throws IOException {
		return ServerProcess.start(this.home, arguments(name, arguments));
	}

	/**
	 * Starts a node by another program, and waits for nothing.
	 * @param by the program and its arguments
	 */
	public ServerProcess launch(List<String> by, String name, String... arguments) throws IOException {
		return ServerProcess.launch(by, this.home, Ports.free(), arguments(name, arguments));
	}

	/** Starts a node as a process of its own, whether or not it can start. */
	public ServerProcess launch(String name, int port, String... arguments) throws IOException {
		return ServerProcess.launch(this.home, port, arguments(name, arguments));
	}

	private String[] arguments(String name, String... more) {
		Map<String, String> all = new LinkedHashMap<>();
		Stream
			.concat(Stream.of("--spring.datasource.url=" + this.database, "--strapper.broker.relay.host=127.0.0.1",
					"--strapper.node=" + name, LONG_LEASE), Stream.of(more))
			.forEach((argument) -> all.put(argument.split("=", 2)[0], argument));
		return all.values().toArray(String[]::new);
	}

	/** The URL of the database. */
	public String database() {
		return this.database;
	}

	/** Has a node, as far as the others know, been silent for longer than any lease. */
	public void silence(String node) {
		jdbc().sql("UPDATE node SET heard_at = heard_at - INTERVAL '1' DAY WHERE name = :name")
			.param("name", node)
			.update();
	}

	/** The command line that makes a server one that is alone. */
	public String databaseArgument() {
		return "--spring.datasource.url=" + this.database;
	}

	/** The database. */
	public JdbcClient jdbc() {
		return JdbcClient.create(new DriverManagerDataSource(this.database));
	}

}
