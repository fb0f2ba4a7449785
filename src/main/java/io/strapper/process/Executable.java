package io.strapper.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says why a file would not start, which the kernel says in one cryptic word. */
final class Executable {

	/** The kernel reads no more of a first line. */
	private static final int FIRST_LINE = 256;

	private Executable() {
	}

	/**
	 * Refuses what cannot be started.
	 * @param file an app's executable
	 * @throws LaunchException with a sentence that says what to do
	 */
	static void check(Path file) throws LaunchException {
		String name = String.valueOf(file.getFileName());
		if (!Files.isRegularFile(file)) {
			throw new LaunchException("The file " + name + " is not there any more: put it back and press again.");
		}
		if (!Files.isExecutable(file)) {
			throw new LaunchException("The file " + name + " may not be executed: chmod +x " + name + " mends it.");
		}
		String interpreter = interpreter(file);
		if (interpreter.endsWith("\r")) {
			throw new LaunchException("The file " + name
					+ " has Windows line ends, which its first line does not survive: save it with Unix line ends.");
		}
		if (!interpreter.isEmpty() && !Files.isExecutable(file.resolveSibling(interpreter))) {
			throw new LaunchException("The interpreter " + interpreter + " that the first line of " + name
					+ " names does not exist or may not be executed.");
		}
	}

	/** What follows #! in the first line, as far as the first blank. */
	private static String interpreter(Path file) throws LaunchException {
		if (!Files.isReadable(file)) {
			return "";
		}
		try (InputStream in = Files.newInputStream(file)) {
			String start = new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
			return start.startsWith("#!")
					? start.substring(2).split("\n", 2)[0].replaceFirst("^[ \t]+", "").split("[ \t]", 2)[0] : "";
		}
		catch (IOException ex) {
			throw new LaunchException(
					"The file %s could not be read: %s.".formatted(file.getFileName(), LaunchException.cause(ex)), ex);
		}
	}

}
