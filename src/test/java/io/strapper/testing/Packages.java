package io.strapper.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs of the system that tests need. Where they are missing and we may, the package
 * manager brings them; where we may not, the test fails and says what to install.
 */
public final class Packages {

	private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "strapper-packages.lock");

	private Packages() {
	}

	public static synchronized void install(String why, String packages, Path... programs) {
		if (isThere(programs)) {
			return;
		}
		try {
			OneAtATime.run(LOCK, () -> {
				if (!isThere(programs)) {
					install(packages);
				}
			});
		}
		catch (IOException ex) {
			throw new AssertionError(
					why + ": install Debian's packages " + packages + " (as root), then run them again", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean isThere(Path... programs) {
		return List.of(programs).stream().allMatch(Files::isExecutable);
	}

	private static void install(String packages) throws IOException, InterruptedException {
		run("apt-get", "update");
		List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
		command.addAll(List.of(packages.split(" ")));
		run(command.toArray(String[]::new));
	}

	private static void run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(File.createTempFile("install", ".log"))
			.start();
		if (process.waitFor() != 0) {
			throw new IOException(String.join(" ", command) + " failed");
		}
	}

}
