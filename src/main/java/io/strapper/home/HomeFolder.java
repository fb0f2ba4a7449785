package io.strapper.home;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes the home what it must be: ours alone, and with a demo app if it is new. */
final class HomeFolder {

	private static final FileAttribute<?> OURS_ALONE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private static final List<String> DEMO_FILES = List.of("app.yml", "deploy", "stop");

	private HomeFolder() {
	}

	/**
	 * Takes a home into use: its folders are there and its lock is held afterwards.
	 * @param root absolute path of the home, made if missing
	 * @throws HomeUnusableException if it cannot be written or another server uses it
	 */
	static HomeLock take(Path root) {
		if (root.toString().indexOf(';') >= 0) {
			throw new HomeUnusableException("the home " + root
					+ " has a ; in its name, which the database's URL cannot carry: choose another with --strapper.home=FOLDER");
		}
		try {
			Files.createDirectories(root, OURS_ALONE);
			HomeLock lock = HomeLock.take(root.resolve("lock"));
			Files.createDirectories(root.resolve("runs"), OURS_ALONE);
			Files.createDirectories(root.resolve("db"), OURS_ALONE);
			if (Files.notExists(root.resolve("apps"))) {
				makeApps(root.resolve("apps"));
			}
			return lock;
		}
		catch (IOException ex) {
			throw new HomeUnusableException("the home " + root + " cannot be written (" + ex.getClass().getSimpleName()
					+ ": " + ex.getMessage() + "): make it a folder that user " + System.getProperty("user.name")
					+ " may write, or choose another with --strapper.home=FOLDER", ex);
		}
	}

	private static void makeApps(Path apps) throws IOException {
		// Under another name until it is whole: a start that is cut off leaves no half
		// demo behind.
		Path unfinished = Files.createTempDirectory(apps.getParent(), "apps.", OURS_ALONE);
		Path demo = Files.createDirectory(unfinished.resolve("demo"), OURS_ALONE);
		for (String name : DEMO_FILES) {
			Path file = demo.resolve(name);
			try (InputStream content = HomeFolder.class.getResourceAsStream("/demo/" + name)) {
				if (content == null) {
					throw new FileNotFoundException("/demo/" + name);
				}
				Files.copy(content, file);
			}
			Files.setPosixFilePermissions(file,
					PosixFilePermissions.fromString(name.endsWith(".yml") ? "rw-------" : "rwx------"));
		}
		Files.move(unfinished, apps);
	}

}
