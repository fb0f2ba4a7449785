package io.strapper.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.strapper.StrapperApplication;
import io.strapper.app.Action;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.process.Deployer;
import io.strapper.run.Runs;
import io.strapper.socket.Fanout;
import io.strapper.user.Role;
import io.strapper.user.Users;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/** The whole server on a port of its own, as an administrator would start it. */
public final class Server implements AutoCloseable {

	/** The password that a test's administrator signs in with. */
	public static final String PASSWORD = "correct horse battery";

	private final Path home;

	private final ConfigurableApplicationContext context;

	private Server(Path home, ConfigurableApplicationContext context) {
		this.home = home;
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
		// The end of a test waits no 30 s for requests that it has left unfinished
		Map<String, String> all = new LinkedHashMap<>(
				Map.of("--strapper.home", home.toString(), "--server.port", "0", "--strapper.admin-password", PASSWORD,
						"--spring.main.banner-mode", "off", "--spring.lifecycle.timeout-per-shutdown-phase", "2s"));
		for (String argument : arguments) {
			String[] parted = argument.split("=", 2);
			all.put(parted[0], parted[1]);
		}
		return new Server(home,
				new SpringApplicationBuilder(StrapperApplication.class).sources(parts.toArray(Class<?>[]::new))
					.run(all.entrySet().stream().map(Object::toString).toArray(String[]::new)));
	}

	/** Its home. */
	public Path home() {
		return this.home;
	}

	/** Writes an executable of an app, and waits until the server knows of it. */
	public void script(String app, String action, String... lines) {
		Folders.script(this.home, app, action, lines);
		Action known = Action.valueOf(action.toUpperCase(Locale.ROOT));
		await().until(
				() -> bean(Apps.class).find(new AppId(app)).filter((it) -> it.actions().contains(known)).isPresent());
	}

	/** Writes any file of an app. */
	public void file(String app, String name, String content) {
		Folders.file(this.home, app, name, content);
	}

	/** A user who may watch, and who has signed in. */
	public Client viewer(String name) {
		bean(Users.class).add(name, PASSWORD, Role.VIEWER);
		return client(name, PASSWORD);
	}

	/** A page of a user that hears what becomes of an app's runs. */
	public Subscriber watch(Client client, String app) throws Exception {
		AppId id = new AppId(app);
		int before = bean(Fanout.class).listeners(id);
		Subscriber page = Subscriber.connect(client).subscribe("/topic/deploy." + app);
		// A subscription is not confirmed
		await().until(() -> bean(Fanout.class).listeners(id) > before);
		return page;
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

	/** A browser in which the first administrator has signed in; the caller closes it. */
	public Page page() {
		return page(url());
	}

	/**
	 * A browser in which the first administrator has signed in; the caller closes it.
	 * @param url what leads to the server, a proxy for example
	 */
	public Page page(String url) {
		return new Page(url).signIn("admin", PASSWORD);
	}

	/** A file for a script to wait for: it is not there until a test makes it. */
	public Path gate(String app) {
		return this.home.resolve(app + "-gate");
	}

	/** The port that it listens on. */
	public int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/** Where it is reached, without a slash at the end. */
	public String url() {
		return (Ssl.isEnabled(bean(ServerProperties.class).getSsl()) ? "https" : "http") + "://127.0.0.1:" + port();
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
		await().until(() -> runs.active().isEmpty());
		leave();
	}

	/** Goes away as a server does: its runs go on. */
	public void leave() {
		this.context.close();
	}

}
