package io.strapper.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions of files and folders that only the server's own user may use. */
public final class OwnerOnly {

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwx------");

	private OwnerOnly() {
	}

	/** The mode 0600, for a file that is made. */
	public static FileAttribute<?> file() {
		return PosixFilePermissions.asFileAttribute(FILE);
	}

	/** The mode 0700, for a folder that is made. */
	public static FileAttribute<?> folder() {
		return PosixFilePermissions.asFileAttribute(EXECUTABLE);
	}

	/** Gives a file that exists the mode 0600. */
	static void restrict(Path file) throws IOException {
		Files.setPosixFilePermissions(file, FILE);
	}

	/** Gives a file that exists the mode 0700. */
	static void restrictExecutable(Path file) throws IOException {
		Files.setPosixFilePermissions(file, EXECUTABLE);
	}

}
