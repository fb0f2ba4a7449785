package io.strapper.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Drops apps into a home, as an administrator would. */
public final class Folders {

	private Folders() {
	}

	/** Writes an executable of an app. */
	public static void script(Path home, String app, String action, String... lines) {
		Path file = file(home, app, action, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes any file of an app. */
	public static Path file(Path home, String app, String name, String content) {
		try {
			Path folder = Files.createDirectories(home.resolve("apps").resolve(app));
			return Files.writeString(folder.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
