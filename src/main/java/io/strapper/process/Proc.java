package io.strapper.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Linux tells about processes, see proc(5); nothing about a process that is gone.
 */
final class Proc {

	/** Read once: this server does not outlive the boot. */
	private static volatile String bootId = "";

	private Proc() {
	}

	/** The numbers of all processes that may be seen. */
	static List<Long> pids() {
		try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
			return folders.map((folder) -> folder.getFileName().toString())
				.filter((name) -> Character.isDigit(name.charAt(0)))
				.map(Long::valueOf)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The folder that tells of a process, there as long as its number is taken. */
	static Path folder(long pid) {
		return Path.of("/proc", Long.toString(pid));
	}

	/**
	 * The fields of a process from the third one on: field 3, its state, is element 0.
	 * @param pid the process
	 * @return the fields, none if there is no such process
	 */
	static List<String> stat(long pid) {
		String stat = ShortFile.read(folder(pid).resolve("stat"));
		// Field 2, the name in brackets, may hold anything: blanks and brackets too
		String rest = stat.substring(stat.lastIndexOf(')') + 1).strip();
		return rest.isEmpty() ? List.of() : List.of(rest.split(" "));
	}

	/** The name of a process's program, its first 15 characters; empty if it is gone. */
	static String name(long pid) {
		return ShortFile.read(folder(pid).resolve("comm")).strip();
	}

	/**
	 * Whether the environment that a process was started with has a variable.
	 * @param pid the process
	 * @param variable its name and value, joined by {@code =}
	 */
	static boolean hasVariable(long pid, String variable) {
		Path process = folder(pid);
		try {
			return ("\0" + ShortFile.read(process.resolve("environ"))).contains("\0" + variable + "\0");
		}
		catch (UncheckedIOException ex) {
			if (hasProgram(process)) {
				throw ex;
			}
			return false;
		}
	}

	/** Where a link in a folder of a process leads, empty if that cannot be seen. */
	static String link(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** The folders of the threads of a process, none if it is gone. */
	static List<Path> tasks(long pid) {
		try (Stream<Path> tasks = Files.list(folder(pid).resolve("task"))) {
			return tasks.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	/** The children of a process that are there now. */
	static List<Long> children(long pid) {
		return tasks(pid).stream()
			.flatMap((task) -> Stream.of(ShortFile.read(task.resolve("children")).split(" ")))
			.filter((child) -> !child.isBlank())
			.map(Long::valueOf)
			.toList();
	}

	/**
	 * The file descriptor that a thread reads from just now.
	 * @param task the folder of the thread
	 * @return its number; not one if it does something else; empty if we may not know
	 */
	static Optional<String> readDescriptor(Path task) {
		try {
			// The number of the call and its arguments; the number depends on the
			// processor
			String[] call = ShortFile.read(task.resolve("syscall")).split(" ");
			boolean reads = call[0].equals(System.getProperty("os.arch").equals("amd64") ? "0" : "63");
			return (call.length < 2) ? Optional.empty()
					: Optional.of(reads ? Long.toString(Long.decode(call[1])) : "none");
		}
		catch (UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	/** The kernel's own processes have none, nor has one that is just ending. */
	private static boolean hasProgram(Path process) {
		try {
			// Takes no file descriptor
			Files.readSymbolicLink(process.resolve("exe"));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What tells this boot of the machine from all others. */
	static String bootId() {
		if (bootId.isEmpty()) {
			bootId = ShortFile.read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
		}
		return bootId;
	}

	/** For how long the machine has been up. */
	static Duration uptime() {
		String seconds = ShortFile.read(Path.of("/proc/uptime")).split(" ", 2)[0];
		return seconds.isEmpty() ? Duration.ZERO
				: Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
	}

}
