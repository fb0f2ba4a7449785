package io.strapper.outline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.strapper.terminal.Line;
import io.strapper.terminal.Terminal;

/** The logs in {@code errors}, of tools that really ran, and what is known of them. */
final class RealLogs {

	private static final Path FOLDER = Path.of("src/test/resources/errors");

	private RealLogs() {
	}

	/** The failed runs that are marked. */
	static List<Mark> failed() {
		return lines(FOLDER.resolve("first-errors.tsv")).stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\t"))
			.map((cells) -> new Mark(cells[0], cells[1], Long.parseLong(cells[2]), cells[3]))
			.toList();
	}

	/** The names of all files in a folder of logs. */
	static List<String> names(String folder) {
		try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
			return files.map((file) -> file.getFileName().toString().replace(".log", "")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The lines of a log as they are shown. */
	static List<Line> read(String folder, String name) {
		List<Line> lines = new ArrayList<>();
		Terminal terminal = new Terminal((number, line) -> lines.add(line));
		try {
			byte[] bytes = Files.readAllBytes(FOLDER.resolve(folder).resolve(name + ".log"));
			terminal.write(bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		for (long number = terminal.frozen(); number < terminal.lineCount(); number++) {
			lines.add(terminal.line(number));
		}
		return lines;
	}

	static FirstError firstError(String folder, String name) {
		FirstError firstError = new FirstError();
		List<Line> lines = read(folder, name);
		for (int number = 0; number < lines.size(); number++) {
			Line line = lines.get(number);
			firstError.line(number, line.utf8(), line.red());
		}
		return firstError;
	}

	/**
	 * What is known of a failed run.
	 *
	 * @param name the log
	 * @param set whether rules may be developed on it
	 * @param line the number of the line to open
	 * @param text what that line says
	 */
	record Mark(String name, String set, long line, String text) {
	}

}
