package io.strapper.journey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.StrapperApplication;
import io.strapper.process.Deployer;
import io.strapper.run.Runs;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/** The whole server on a port of its own, as an administrator would start it. */
public final class Server implements AutoCloseable {

	/** The password that a test's administrator signs in with. */
	public static final String PASSWORD = "correct horse battery";

	private final ConfigurableApplicationContext context;

	private Server(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a server.
	 * @param home its home
	 * @param arguments more of the command line, before what is said here
	 */
	public static Server start(Path home, String... arguments) {
		return start(home, List.of(), arguments);
	}

	/**
	 * Starts a server that has more in it.
	 * @param home its home
	 * @param parts what a test adds to it
	 * @param arguments more of the command line, before what is said here
	 */
	public static Server start(Path home, List<Class<?>> parts, String... arguments) {
		Map<String, String> all = new LinkedHashMap<>(Map.of("--strapper.home", home.toString(), "--server.port", "0",
				"--strapper.admin-password", PASSWORD, "--spring.main.banner-mode", "off"));
		for (String argument : arguments) {
			String[] parted = argument.split("=", 2);
			all.put(parted[0], parted[1]);
		}
		return new Server(
				new SpringApplicationBuilder(StrapperApplication.class).sources(parts.toArray(Class<?>[]::new))
					.run(all.entrySet().stream().map(Object::toString).toArray(String[]::new)));
	}

	/** A part of the server. */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** All parts of the server of a type. */
	public <T> Stream<T> beans(Class<T> type) {
		return this.context.getBeansOfType(type).values().stream();
	}

	/** A stranger to the server. */
	public Client client() {
		return new Client(url());
	}

	/** Somebody who has signed in. */
	public Client client(String user, String password) {
		return client().signIn(user, password);
	}

	/** The first administrator, who has {@link #PASSWORD}. */
	public Client admin() {
		return client("admin", PASSWORD);
	}

	/** The port that it listens on. */
	public int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/** Where it is reached, without a slash at the end. */
	public String url() {
		return "http://127.0.0.1:" + port();
	}

	/** Ends what runs, which would go on without the server. */
	@Override
	public void close() {
		if (!this.context.isActive()) {
			return;
		}
		Runs runs = bean(Runs.class);
		Deployer deployer = bean(Deployer.class);
		runs.active().forEach((run) -> deployer.cancel(run.app(), run.number(), "test"));
		await().atMost(Duration.ofSeconds(30)).until(() -> runs.active().isEmpty());
		leave();
	}

	/** Goes away as a server does: its runs go on. */
	public void leave() {
		this.context.close();
	}

}
