package io.strapper.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.StrapperApplication;

/**
 * The server's classes in an archive of the virtual machine (class data sharing), so that
 * a server starts in half the time. An archive serves until the classes change; a virtual
 * machine that makes none starts without.
 */
final class ServerClasses {

	private static final Path FOLDER = Path.of("target/test-server").toAbsolutePath();

	private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

	/** May have a main class of its own. */
	private static final Path TESTS = Path.of("target/test-classes").toAbsolutePath();

	private static final Path JAR = FOLDER.resolve("strapper.jar");

	private static final Path ARCHIVE = FOLDER.resolve("strapper.jsa");

	private static boolean archived;

	private ServerClasses() {
	}

	/** The options of a virtual machine that runs the server. */
	static synchronized List<String> options() {
		try {
			if (!archived) {
				Files.createDirectories(FOLDER);
				OneAtATime.run(FOLDER.resolve("lock"), ServerClasses::archiveIfNeeded);
				archived = true;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-cp", classPath() + File.pathSeparator + TESTS);
	}

	private static void archiveIfNeeded() throws IOException {
		if (Files.notExists(ARCHIVE) || modified(ARCHIVE) < newest(CLASSES)) {
			pack();
			archive();
		}
	}

	/**
	 * Archives take jars only. What is looked for by a pattern is found by the entries of
	 * folders.
	 */
	private static void pack() throws IOException {
		try (OutputStream file = Files.newOutputStream(JAR); JarOutputStream jar = new JarOutputStream(file)) {
			for (Path source : tree(CLASSES)) {
				boolean folder = Files.isDirectory(source);
				jar.putNextEntry(new JarEntry(CLASSES.relativize(source) + (folder ? "/" : "")));
				if (!folder) {
					Files.copy(source, jar);
				}
			}
		}
	}

	/** Starts a server that ends as soon as it could answer, and keeps its classes. */
	private static void archive() throws IOException {
		Path home = Files.createTempDirectory("strapper");
		List<String> command = new ArrayList<>(ServerProcess.JAVA);
		command.addAll(
				List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", classPath(), "-Dspring.context.exit=onRefresh"));
		command.addAll(ServerProcess.application(StrapperApplication.class, home, 0));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(FOLDER.resolve("output").toFile())
			.start();
		if (process.onExit().join().exitValue() != 0) {
			throw new AssertionError(
					"The server's classes were not archived: " + Files.readString(FOLDER.resolve("output")));
		}
	}

	/** The libraries and the jar, without the tests. */
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.endsWith(".jar"))
			.collect(Collectors.joining(File.pathSeparator, JAR + File.pathSeparator, ""));
	}

	private static long newest(Path folder) throws IOException {
		return tree(folder).stream().mapToLong(ServerClasses::modified).max().orElse(Long.MAX_VALUE);
	}

	private static long modified(Path file) {
		return file.toFile().lastModified();
	}

	/** All below a folder. */
	private static List<Path> tree(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			return all.filter((entry) -> !entry.equals(folder)).toList();
		}
	}

}
