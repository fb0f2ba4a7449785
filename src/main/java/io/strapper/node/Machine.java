package io.strapper.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The machine that this server was started on. */
final class Machine {

	private Machine() {
	}

	/** The name of the host. */
	static String hostName() {
		return read(Path.of("/proc/sys/kernel/hostname"));
	}

	/**
	 * Identifies the machine, also after it was started again. Clones of a machine have
	 * the same machine-id, but different host names.
	 * @return a UUID from which nobody can compute the machine-id
	 */
	static String id() {
		String text = "strapper " + read(Path.of("/etc/machine-id")) + " " + hostName();
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			// A container may have no machine-id
			return "";
		}
	}

}
