package io.strapper.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.strapper.home.CannotStartException;
import io.strapper.home.Home;
import io.strapper.home.LockFile;
import io.strapper.home.OwnerOnly;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Finds out which node this server is, and locks the node's name, before the database is
 * opened. Every obstacle ends the start.
 */
@Order(1)
class NodeInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final String POOL = "spring.datasource.hikari.";

	/** For a connection to the database, and for an answer on it. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		NodeSettings settings = Binder.get(environment).bindOrCreate("strapper", NodeSettings.class);
		String name = Objects.requireNonNullElseGet(settings.node(), Machine::hostName);
		Node node = Node.of(name, Home.isShared(environment), settings.nodeLease());
		context.getBeanFactory().registerSingleton("node", node);
		if (node.clustered() || settings.node() != null) {
			requireName(name);
		}
		if (node.clustered()) {
			requireDatabaseOfAll(environment.getProperty("spring.datasource.url", ""));
			LockFile lock = lock(context.getBeanFactory().getBean(Home.class).node(name), name);
			context.getDefaultListableBeanFactory().registerDisposableBean("nodeLock", lock::close);
			environment.getPropertySources().addLast(new MapPropertySource("node", connections(node.lease())));
		}
	}

	private static void requireName(String name) {
		if (!Nodes.isName(name)) {
			throw new CannotStartException(
					"'%s' cannot be the name of a node: choose one of 1-63 letters, digits, ".formatted(name)
							+ "dots and hyphens with --strapper.node=NAME");
		}
	}

	private static void requireDatabaseOfAll(String url) {
		if (url.startsWith("jdbc:h2:")) {
			throw new CannotStartException("several nodes need one database, and H2 is this server's alone: name a "
					+ "PostgreSQL with --spring.datasource.url=URL, or leave strapper.broker.relay.host out");
		}
	}

	private static LockFile lock(Path folder, String name) {
		Path file = folder.resolve("lock");
		String us = "process %d on %s".formatted(ProcessHandle.current().pid(), Machine.hostName());
		try {
			Files.createDirectories(folder, OwnerOnly.folder());
			return LockFile.take(file, us)
				.orElseThrow(() -> new CannotStartException("node %s is running already (%s): %s".formatted(name,
						holder(file), "give each node a name of its own with --strapper.node=NAME")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String holder(Path file) {
		try {
			return LockFile.holder(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> connections(Duration lease) {
		Map<String, Object> settings = new HashMap<>(timeouts(lease));
		// A column that the node of a newer release adds makes the plans of this one
		// invalid: within a transaction, too, the driver then plans again
		settings.put(POOL + "data-source-properties.autosave", "conservative");
		return settings;
	}

	/**
	 * A database that does not answer must not outlast the lease: the node would hear too
	 * late that it counts as gone.
	 */
	private static Map<String, Object> timeouts(Duration lease) {
		Duration part = lease.dividedBy(6);
		Duration wait = (part.compareTo(LONGEST_WAIT) < 0) ? part : LONGEST_WAIT;
		long millis = Math.max(wait.toMillis(), 500);
		Map<String, Object> timeouts = new HashMap<>();
		timeouts.put(POOL + "connection-timeout", millis);
		timeouts.put(POOL + "validation-timeout", millis / 2);
		// PostgreSQL's driver counts in seconds
		timeouts.put(POOL + "data-source-properties.connectTimeout", millis / 1000 + 1);
		timeouts.put(POOL + "data-source-properties.socketTimeout", 2 * millis / 1000 + 1);
		// A machine that is gone may leave one open, with its locks
		timeouts.put(POOL + "connection-init-sql", "SET idle_in_transaction_session_timeout = " + 2 * millis);
		return timeouts;
	}

}
