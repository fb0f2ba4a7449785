package io.strapper.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import io.strapper.home.Home;
import io.strapper.home.OwnerOnly;
import io.strapper.process.proc.ProcessIdentity;
import io.strapper.process.proc.ShortFile;
import io.strapper.run.Run;
import io.strapper.run.RunDirectory;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * The files in a run's folder by which the run's wrapper, {@code run.sh}, and a server
 * share the run's state. They survive a crash of either.
 *
 * <ul>
 * <li>{@code log}: the output of the run between Strapper's first and last line
 * <li>{@code run.sh}, {@code banner}: the wrapper and the last lines that it may write
 * <li>{@code ticket}: exists until a wrapper takes it: the wrapper renames it to
 * {@code wrapper}, which only one can do, and writes its identity into it
 * <li>{@code ending}: the status that the run is going to have, once its end was
 * requested; the log's last line says it, too
 * <li>{@code pid}: the identity of the shell that leads the run's process group
 * <li>{@code code}: takes the exit code, and a word on what went wrong beside; complete,
 * it is renamed to {@code exit}
 * </ul>
 *
 * @param directory the run's folder, whether or not it exists
 */
record WrapperFiles(RunDirectory directory) {

	/** Longer than any content that overwrites it. */
	private static final byte[] BLANK = (" ".repeat(127) + "\n").getBytes(StandardCharsets.US_ASCII);

	static WrapperFiles of(Home home, Run run) {
		return new WrapperFiles(RunDirectory.of(home, run.app(), run.number()));
	}

	Path log() {
		return this.directory.log();
	}

	/** Whether the run's folder is there. */
	boolean exists() {
		return this.directory.exists();
	}

	/** Whether files can be written there: not on a disk that is read-only. */
	boolean writable() {
		return Files.isWritable(this.directory.path());
	}

	Path script() {
		return file("run.sh");
	}

	/**
	 * Creates all files that a wrapper needs; the ticket comes last, so that a directory
	 * with a ticket is complete.
	 * @param firstLine what the log starts with
	 * @param lastLines what {@code run.sh} takes for the log's last line
	 * @param script the text of {@code run.sh}
	 */
	void prepare(byte[] firstLine, byte[] lastLines, byte[] script) throws IOException {
		this.directory.create();
		write("log", firstLine);
		write("run.sh", script);
		write("banner", lastLines);
		write("pid", BLANK);
		write("code", BLANK);
		write("ticket", BLANK);
	}

	private void write(String name, byte[] content) throws IOException {
		Path file = file(name);
		Files.deleteIfExists(file);
		Files.write(Files.createFile(file, OwnerOnly.file()), content);
	}

	/** Whether the run is prepared and no wrapper has begun it. */
	boolean waits() {
		return Files.exists(file("ticket"));
	}

	/** Whether a wrapper has begun the run. */
	boolean begun() {
		return Files.exists(file("wrapper"));
	}

	/** Whether no wrapper has begun the run, or one of this boot of this machine. */
	boolean isOfThisMachine() {
		return wrapper().map(ProcessIdentity::ofThisBoot).orElse(!begun());
	}

	/**
	 * Withdraws the ticket, so that no wrapper ever begins the run.
	 * @return whether no wrapper had begun it
	 */
	boolean withdraw() throws IOException {
		return !begun() && (Files.deleteIfExists(file("ticket")) || !begun());
	}

	/**
	 * Tells the wrapper what the run's status is going to be.
	 * @throws IOException if it cannot be told: the log's last line then goes by the exit
	 * code
	 */
	void tellEnd(RunStatus end) throws IOException {
		write("ending", (end.label() + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * The wrapper, which gives the run its terminal and its last line; empty before it
	 * has begun.
	 */
	Optional<ProcessIdentity> wrapper() {
		return ProcessIdentity.parse(read("wrapper"));
	}

	/** The leader of the run's process group; empty before the group exists. */
	Optional<ProcessIdentity> process() {
		return ProcessIdentity.parse(read("pid"));
	}

	/** The exit code of the action: the log may still grow. */
	OptionalInt code() {
		return number(read("code"));
	}

	/** When {@code code} was written, the epoch if it is not there any more. */
	FileTime codeTime() {
		try {
			return Files.getLastModifiedTime(file("code"));
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

	/** The exit code of the run: its log is final. */
	OptionalInt exit() {
		return number(read("exit"));
	}

	/** A failure other than that of the action, as a sentence, or null. */
	@Nullable String trouble() {
		String told = exit().isPresent() ? read("exit") : read("code");
		return switch (told.replaceFirst("^[0-9]+", "").strip()) {
			case "unstarted" -> "The system has run out of processes, files or memory.";
			case "cut" -> "The log has no closing line because it could not be written. The disk may be full.";
			default -> null;
		};
	}

	/** When the run ended, if it has. */
	Optional<Instant> exitedAt() {
		try {
			return Optional.of(Files.getLastModifiedTime(file("exit")).toInstant());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** Appends the last line to the log of a run without a wrapper. */
	void append(byte[] lastLine) throws IOException {
		Files.write(log(), lastLine, StandardOpenOption.APPEND);
	}

	private String read(String name) {
		return ShortFile.read(file(name)).lines().findFirst().orElse("");
	}

	private static OptionalInt number(String text) {
		String digits = text.split(" ", 2)[0];
		return digits.matches("[0-9]{1,3}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
	}

	private Path file(String name) {
		return this.directory.path().resolve(name);
	}

}
