package io.strapper.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.AppId;
import io.strapper.app.Home;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside a run: {@code runs/<app>/<number>/}, readable by the server's user
 * alone.
 *
 * <ul>
 * <li>{@code log}: what the run wrote, its first and last line included
 * <li>{@code run.sh}, {@code banner}: the wrapper and the last lines that it may write
 * <li>{@code ticket}: there until a wrapper takes it, which renames it to
 * {@code wrapper}, as only one can, and writes its identity there
 * <li>{@code pid}: the identity of the shell that leads the run's process group
 * <li>{@code code}: takes the exit code, and a word on what went wrong beside; complete,
 * it is renamed to {@code exit}
 * </ul>
 *
 * @param path where it is, whether or not it exists
 */
record RunDirectory(Path path) {

	private static final FileAttribute<?> OURS = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private static final FileAttribute<?> OUR_FOLDER = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	/** More than anything that is written over it. */
	private static final byte[] BLANK = (" ".repeat(127) + "\n").getBytes(StandardCharsets.US_ASCII);

	static RunDirectory of(Home home, AppId app, long number) {
		return new RunDirectory(home.runs().resolve(app.value()).resolve(Long.toString(number)));
	}

	/** The apps that have directories of runs. */
	static List<AppId> apps(Home home) {
		return names(home.runs()).stream().flatMap((name) -> AppId.parse(name).stream()).toList();
	}

	/** The numbers that directories of an app have. */
	static SortedSet<Long> numbers(Home home, AppId app) {
		return names(home.runs().resolve(app.value())).stream()
			.filter((name) -> name.matches("[0-9]{1,18}"))
			.map(Long::valueOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The highest number that a directory of the app has, so that no number is used twice
	 * even if the database has forgotten.
	 * @return 0 if there is none
	 */
	static long highest(Home home, AppId app) {
		SortedSet<Long> numbers = numbers(home, app);
		return numbers.isEmpty() ? 0 : numbers.last();
	}

	private static List<String> names(Path folder) {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.map((entry) -> entry.getFileName().toString()).toList();
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path log() {
		return this.path.resolve("log");
	}

	Path script() {
		return this.path.resolve("run.sh");
	}

	/** Whether the directory is there; it is made before a run's row is committed. */
	boolean exists() {
		return Files.isDirectory(this.path);
	}

	void create() throws IOException {
		Files.createDirectories(this.path, OUR_FOLDER);
	}

	/**
	 * Makes all that a wrapper needs; the ticket last, so that a directory with a ticket
	 * is complete.
	 * @param firstLine what the log starts with
	 * @param lastLines what {@code run.sh} takes for the log's last line
	 * @param script the text of {@code run.sh}
	 */
	void prepare(byte[] firstLine, byte[] lastLines, byte[] script) throws IOException {
		create();
		write("log", firstLine);
		write("run.sh", script);
		write("banner", lastLines);
		write("pid", BLANK);
		write("code", BLANK);
		write("ticket", BLANK);
	}

	private void write(String name, byte[] content) throws IOException {
		Path file = this.path.resolve(name);
		Files.deleteIfExists(file);
		Files.write(Files.createFile(file, OURS), content);
	}

	/** Whether the run is prepared and no wrapper has begun it. */
	boolean waits() {
		return Files.exists(this.path.resolve("ticket"));
	}

	/** Whether a wrapper has begun the run. */
	boolean begun() {
		return Files.exists(this.path.resolve("wrapper"));
	}

	/**
	 * Takes the ticket back, so that no wrapper ever begins the run.
	 * @return whether none had begun it
	 */
	boolean withdraw() throws IOException {
		return !begun() && (Files.deleteIfExists(this.path.resolve("ticket")) || !begun());
	}

	/** Who gives the run its terminal and its last line, once it has begun. */
	Optional<ProcessIdentity> wrapper() {
		return ProcessIdentity.parse(read("wrapper"));
	}

	/** Who leads the run's process group, once it is there. */
	Optional<ProcessIdentity> process() {
		return ProcessIdentity.parse(read("pid"));
	}

	/** The exit code of the action: the log may still grow. */
	OptionalInt code() {
		return number(read("code"));
	}

	/** The exit code of the run: its log is final. */
	OptionalInt exit() {
		return number(read("exit"));
	}

	/** What went wrong beside the action, as a sentence, or null. */
	@Nullable String trouble() {
		String told = exit().isPresent() ? read("exit") : read("code");
		return switch (told.replaceFirst("^[0-9]+", "").strip()) {
			case "unstarted" -> "The system had no process, file or memory left to start it with.";
			case "cut" -> "The log lacks its last line, which could not be written: the disk may be full.";
			default -> null;
		};
	}

	/** When the run ended, if it has. */
	Optional<Instant> exitedAt() {
		try {
			return Optional.of(Files.getLastModifiedTime(this.path.resolve("exit")).toInstant());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** Bytes of the log, 0 if there is none. */
	long logSize() {
		try {
			return Files.size(log());
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** Bytes of all that is there, as far as that can be told. */
	long size() {
		try (Stream<Path> files = Files.list(this.path)) {
			return files.mapToLong((file) -> file.toFile().length()).sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Deletes all that is there, if anything.
	 * @param contentsOnly whether an empty directory stays
	 */
	void delete(boolean contentsOnly) throws IOException {
		if (!exists()) {
			return;
		}
		try (Stream<Path> files = Files.walk(this.path)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				if (!contentsOnly || !file.equals(this.path)) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	/** Writes the last line of a run that no wrapper will see off. */
	void append(byte[] lastLine) throws IOException {
		Files.write(log(), lastLine, StandardOpenOption.APPEND);
	}

	private String read(String name) {
		return ShortFile.read(this.path.resolve(name)).lines().findFirst().orElse("");
	}

	private static OptionalInt number(String text) {
		String digits = text.split(" ", 2)[0];
		return digits.matches("[0-9]{1,3}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
	}

}
