package io.strapper.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.env.Environment;

/**
 * The folder that holds everything that Strapper keeps.
 *
 * @param root absolute path of the folder, which exists and which only the server's user
 * may use
 */
public record Home(Path root) {

	/**
	 * Whether several servers, the nodes, share one home: those that have a broker for
	 * what one has to tell the others.
	 */
	public static boolean isShared(Environment environment) {
		return !environment.getProperty("strapper.broker.relay.host", "").isBlank();
	}

	/** The folder of the apps: a folder each. */
	public Path apps() {
		return this.root.resolve("apps");
	}

	/** The folder of the runs: {@code runs/<app>/<number>/}. */
	public Path runs() {
		return this.root.resolve("runs");
	}

	/** The folder of what only one node uses, whether or not it exists. */
	public Path node(String name) {
		return this.root.resolve("nodes").resolve(name);
	}

	/** The folder of the embedded database. */
	public Path database() {
		return this.root.resolve("db");
	}

	/** The file with the home's identity, a UUID. */
	Path identity() {
		return database().resolve("id");
	}

	/**
	 * The identity of this home. It stays the same when the folder is moved.
	 * @return a UUID
	 */
	public String id() {
		try {
			return Files.readString(identity()).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The file with the first administrator's password. */
	public Path initialAdminPassword() {
		return this.root.resolve("initial-admin-password");
	}

}
