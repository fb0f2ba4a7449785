package io.strapper.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.AppId;
import io.strapper.home.Home;

/**
 * The folder of one run, {@code runs/<app>/<number>/}, which only the server's user can
 * read. It outlives the run's process. This class does not know the files there by which
 * the process and the server communicate.
 *
 * @param path where it is, whether or not it exists
 */
public record RunDirectory(Path path) {

	private static final FileAttribute<?> OUR_FOLDER = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	public static RunDirectory of(Home home, AppId app, long number) {
		return new RunDirectory(home.runs().resolve(app.value()).resolve(Long.toString(number)));
	}

	/** The apps that have directories of runs. */
	static List<AppId> apps(Home home) {
		return names(home.runs()).stream().flatMap((name) -> AppId.parse(name).stream()).toList();
	}

	/** The numbers that directories of an app have. */
	public static SortedSet<Long> numbers(Home home, AppId app) {
		return names(home.runs().resolve(app.value())).stream()
			.filter((name) -> name.matches("[0-9]{1,18}"))
			.map(Long::valueOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The highest number of the app's directories. It keeps a number from being used
	 * twice even if an older database is restored.
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

	public Path log() {
		return this.path.resolve("log");
	}

	/** Whether the directory is there; it is made before a run's row is committed. */
	public boolean exists() {
		return Files.isDirectory(this.path);
	}

	public void create() throws IOException {
		Files.createDirectories(this.path, OUR_FOLDER);
	}

	/** Bytes of the log, 0 if there is none. */
	public long logSize() {
		try {
			return Files.size(log());
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** Bytes of all files in the directory that can be examined. */
	long size() {
		try (Stream<Path> files = Files.list(this.path)) {
			return files.mapToLong((file) -> file.toFile().length()).sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Deletes the directory, if it exists, and all that is in it. Several nodes may do so
	 * at the same time.
	 * @param contentsOnly whether the empty directory stays
	 */
	void delete(boolean contentsOnly) throws IOException {
		while (exists()) {
			try {
				deleteFiles(contentsOnly);
				return;
			}
			catch (NoSuchFileException ex) {
				// Another node was faster: what is left?
			}
		}
	}

	private void deleteFiles(boolean contentsOnly) throws IOException {
		try (Stream<Path> files = Files.walk(this.path)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				if (!contentsOnly || !file.equals(this.path)) {
					Files.deleteIfExists(file);
				}
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
