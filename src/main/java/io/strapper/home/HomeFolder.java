package io.strapper.home;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * Prepares the home: only the server's user may use it, and a new one gets a demo app.
 */
final class HomeFolder {

	private static final List<String> DEMO_FILES = List.of("app.yml", "deploy", "stop");

	private HomeFolder() {
	}

	/**
	 * Prepares a home: afterwards its folders exist and its lock is held.
	 * @param root absolute path of the home, made if missing
	 * @throws CannotStartException if it cannot be written or another server uses it
	 */
	static HomeLock take(Path root) {
		if (root.toString().indexOf(';') >= 0) {
			throw new CannotStartException("the home " + root
					+ " has a ; in its name, which the database's URL cannot carry: choose another with --strapper.home=FOLDER");
		}
		try {
			Files.createDirectories(root, OwnerOnly.folder());
			HomeLock lock = HomeLock.take(root.resolve("lock"));
			Files.createDirectories(root.resolve("runs"), OwnerOnly.folder());
			Files.createDirectories(root.resolve("db"), OwnerOnly.folder());
			makeIdentity(new Home(root).identity());
			if (Files.notExists(root.resolve("apps"))) {
				makeApps(root.resolve("apps"));
			}
			return lock;
		}
		catch (IOException ex) {
			throw new CannotStartException("the home " + root + " cannot be written (" + ex.getClass().getSimpleName()
					+ ": " + ex.getMessage() + "): make it a folder that user " + System.getProperty("user.name")
					+ " may write, or choose another with --strapper.home=FOLDER", ex);
		}
	}

	/** A random name that stays with the home, also when it is moved. */
	private static void makeIdentity(Path file) throws IOException {
		if (Files.notExists(file)) {
			Path unfinished = Files.createTempFile(file.getParent(), "id", null);
			Files.writeString(unfinished, UUID.randomUUID() + "\n");
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	private static void makeApps(Path apps) throws IOException {
		// The demo gets its name when it is complete: an interrupted start leaves no part
		// of it
		Path unfinished = Files.createTempDirectory(apps.getParent(), "apps.", OwnerOnly.folder());
		Path demo = Files.createDirectory(unfinished.resolve("demo"), OwnerOnly.folder());
		for (String name : DEMO_FILES) {
			Path file = demo.resolve(name);
			try (InputStream content = HomeFolder.class.getResourceAsStream("/demo/" + name)) {
				if (content == null) {
					throw new FileNotFoundException("/demo/" + name);
				}
				Files.copy(content, file);
			}
			if (name.endsWith(".yml")) {
				OwnerOnly.restrict(file);
			}
			else {
				OwnerOnly.restrictExecutable(file);
			}
		}
		Files.move(unfinished, apps);
	}

}
