package io.strapper.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks whether a file can be started, and explains in a sentence if it cannot; the
 * kernel only reports an error code.
 */
final class Executable {

	/** How many bytes of the first line the kernel reads. */
	private static final int FIRST_LINE = 256;

	private static final char BYTE_ORDER_MARK = '\ufeff';

	private Executable() {
	}

	/**
	 * Refuses a file that cannot be started.
	 * @param file an app's executable
	 * @return a sentence on how it is started, if not by its first line; or empty
	 * @throws LaunchException with a sentence that says what to do
	 */
	static Optional<String> check(Path file) throws LaunchException {
		String name = String.valueOf(file.getFileName());
		if (!Files.isRegularFile(file)) {
			throw new LaunchException(name + " no longer exists. Put it back and try again.");
		}
		if (!Files.isExecutable(file)) {
			throw new LaunchException(name + " is not executable. Run chmod +x " + name + ".");
		}
		String start = start(file);
		if (start.startsWith(BYTE_ORDER_MARK + "#!")) {
			throw new LaunchException(
					name + " begins with a byte order mark, so its #! line cannot work. Save it without one.");
		}
		if (start.startsWith("#!")) {
			checkInterpreter(file, name, start.substring(2).split("\n", 2)[0]);
			return Optional.empty();
		}
		// Binary programs contain zero bytes near their start
		return (start.isEmpty() || start.indexOf('\0') >= 0) ? Optional.empty()
				: Optional.of(name + " has no #! line, so sh runs it.");
	}

	private static void checkInterpreter(Path file, String name, String line) throws LaunchException {
		if (line.endsWith("\r")) {
			throw new LaunchException(
					name + " has Windows (CRLF) line endings, so its #! line cannot work. Convert it to LF.");
		}
		String interpreter = line.strip().split("[ \t]", 2)[0];
		if (!interpreter.isEmpty() && !Files.isExecutable(file.resolveSibling(interpreter))) {
			throw new LaunchException(
					name + " needs " + interpreter + " (see its #! line), which does not exist or is not executable.");
		}
	}

	/**
	 * The start of a file, as much as the kernel reads; empty if the file may be executed
	 * but not read.
	 */
	private static String start(Path file) throws LaunchException {
		if (!Files.isReadable(file)) {
			return "";
		}
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new LaunchException(
					"The file %s could not be read: %s.".formatted(file.getFileName(), LaunchException.cause(ex)), ex);
		}
	}

}
