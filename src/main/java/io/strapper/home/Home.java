package io.strapper.home;

import java.nio.file.Path;

/**
 * The folder that holds everything that Strapper keeps.
 *
 * @param root absolute path of the folder, which exists and is ours alone
 */
public record Home(Path root) {

	/** Where apps are dropped: a folder each. */
	public Path apps() {
		return this.root.resolve("apps");
	}

	/** Where runs keep their logs: {@code runs/<app>/<number>/}. */
	public Path runs() {
		return this.root.resolve("runs");
	}

	/** Where the embedded database lives. */
	public Path database() {
		return this.root.resolve("db");
	}

	/** Where the first administrator's password is told. */
	public Path initialAdminPassword() {
		return this.root.resolve("initial-admin-password");
	}

}
