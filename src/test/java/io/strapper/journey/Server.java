package io.strapper.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.strapper.StrapperApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

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
	 * @param arguments more of the command line
	 */
	public static Server start(Path home, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--strapper.home=" + home, "--server.port=0",
				"--strapper.admin-password=" + PASSWORD, "--spring.main.banner-mode=off"));
		all.addAll(List.of(arguments));
		return new Server(new SpringApplicationBuilder(StrapperApplication.class).run(all.toArray(String[]::new)));
	}

	/** The port that it listens on. */
	public int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	/** Where it is reached, without a slash at the end. */
	public String url() {
		return "http://127.0.0.1:" + port();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
