package io.strapper.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Runs what only root may: directly if that is who we are, else through sudo without a
 * password. Where neither works the test fails and says what is missing. Such tests have
 * the tag {@code root}, by which they can be left out: {@code -DexcludedGroups=root}.
 */
final class Superuser {

	private static final boolean ROOT = System.getProperty("user.name").equals("root");

	private Superuser() {
	}

	/**
	 * Runs a command as root.
	 * @param purpose what the test wants with it; ends a sentence that begins with "This
	 * test "
	 * @param command the command and its arguments
	 */
	static void run(String purpose, String... command) {
		List<String> whole = new ArrayList<>(Arrays.asList(command));
		if (!ROOT) {
			whole.addAll(0, List.of("sudo", "-n"));
		}
		String said = failure(whole);
		if (said != null) {
			throw new AssertionError("This test " + purpose + ". Run it as root, or as somebody who may use sudo "
					+ "without a password, or leave all such tests out with -DexcludedGroups=root. ("
					+ String.join(" ", whole) + ": " + said.strip() + ")");
		}
	}

	/** How a shell script begins a command that only root may run. */
	static String prefix() {
		return ROOT ? "" : "sudo -n ";
	}

	/** What a command said, or null if it succeeded. */
	private static @Nullable String failure(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return (process.waitFor() == 0) ? null : output;
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
