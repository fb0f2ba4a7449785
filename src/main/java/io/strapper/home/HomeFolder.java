package io.strapper.home;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
	 * @param shared whether other servers may use it at the same time
	 * @throws CannotStartException if it cannot be written or another server uses it
	 */
	static LockFile take(Path root, boolean shared) {
		if (root.toString().indexOf(';') >= 0) {
			throw new CannotStartException("the home " + root
					+ " has a ; in its name, which the database's URL cannot carry: choose another with --strapper.home=FOLDER");
		}
		try {
			Files.createDirectories(root, OwnerOnly.folder());
			LockFile lock = lock(root.resolve("lock"), shared);
			if (shared) {
				oneAtATime(root);
			}
			else {
				prepare(root);
			}
			return lock;
		}
		catch (IOException ex) {
			throw new CannotStartException("the home " + root + " cannot be written (" + ex.getClass().getSimpleName()
					+ ": " + ex.getMessage() + "): make it a folder that user " + System.getProperty("user.name")
					+ " may write, or choose another with --strapper.home=FOLDER", ex);
		}
	}

	private static LockFile lock(Path file, boolean shared) throws IOException {
		Optional<LockFile> lock = shared ? LockFile.share(file)
				: LockFile.take(file, ProcessHandle.current().pid() + "\n");
		if (lock.isPresent()) {
			return lock.get();
		}
		String holder = LockFile.holder(file);
		if (shared) {
			throw new CannotStartException(
					("the home %s is in use by a server that is no node (process %s): stop that one, or start it with "
							+ "the same strapper.broker.relay.host")
						.formatted(file.getParent(), holder));
		}
		throw new CannotStartException((holder.isEmpty()
				? "the home %s is in use by several nodes%s: make this server one of them with "
						+ "--strapper.broker.relay.host=HOST, or give it another home with --strapper.home=FOLDER"
				: "the home %s is in use by another server (process %s): stop that one, or give this one another home "
						+ "with --strapper.home=FOLDER")
			.formatted(file.getParent(), holder));
	}

	/** Nodes that start together prepare a new home once. */
	private static synchronized void oneAtATime(Path root) throws IOException {
		Path nodes = Files.createDirectories(root.resolve("nodes"), OwnerOnly.folder());
		try (FileChannel channel = FileChannel.open(nodes.resolve(".lock"),
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file())) {
			channel.lock();
			prepare(root);
		}
	}

	private static void prepare(Path root) throws IOException {
		Files.createDirectories(root.resolve("runs"), OwnerOnly.folder());
		Files.createDirectories(root.resolve("db"), OwnerOnly.folder());
		makeIdentity(new Home(root).identity());
		if (Files.notExists(root.resolve("apps"))) {
			makeApps(root.resolve("apps"));
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
