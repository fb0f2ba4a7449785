package io.strapper.process.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Reads /proc, see proc(5). All methods return something empty for a process that is
 * gone.
 */
public final class Proc {

	/** Read only once, since the server does not outlive the boot. */
	private static volatile String bootId = "";

	/**
	 * Where in {@link #stat(long)} the end of the environment is (field 51, env_end),
	 * which execve(2) sets last.
	 */
	private static final int ENV_END = 48;

	/** Most reads of an environment that is being set up. */
	private static final int MOST_READS = 1000;

	private static final Duration READ_PAUSE = Duration.ofMillis(1);

	private Proc() {
	}

	/** The numbers of all processes that may be seen. */
	public static List<Long> pids() {
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

	/** The folder of a process, which exists as long as its PID is taken. */
	static Path folder(long pid) {
		return Path.of("/proc", Long.toString(pid));
	}

	/**
	 * The fields of a process from the third one on: field 3, its state, is element 0.
	 * @param pid the process
	 * @return the fields, none if there is no such process
	 */
	public static List<String> stat(long pid) {
		return stat(folder(pid));
	}

	private static List<String> stat(Path process) {
		String stat = ShortFile.read(process.resolve("stat"));
		// Field 2, the name in brackets, may contain blanks and brackets, too
		String rest = stat.substring(stat.lastIndexOf(')') + 1).strip();
		return rest.isEmpty() ? List.of() : List.of(rest.split(" "));
	}

	/** The name of a process's program, its first 15 characters; empty if it is gone. */
	public static String name(long pid) {
		return ShortFile.read(folder(pid).resolve("comm")).strip();
	}

	/**
	 * Whether the environment that a process was started with has a variable.
	 * @param pid the process
	 * @param variable its name and value, joined by {@code =}
	 */
	public static boolean hasVariable(long pid, String variable) {
		Path process = folder(pid);
		try {
			return ("\0" + environment(process)).contains("\0" + variable + "\0");
		}
		catch (UncheckedIOException ex) {
			if (hasProgram(process)) {
				throw ex;
			}
			return false;
		}
	}

	/**
	 * The environment of a process: variables that end with NUL. During execve(2) it
	 * looks empty, or is cut off between two reads of the file, for a time that grows
	 * with the load of the machine. It is read again unless the same environment was
	 * there before and after it was read.
	 */
	private static String environment(Path process) {
		String environment = ShortFile.read(process.resolve("environ"));
		for (int reads = 1; !environment.endsWith("\0") && hasProgram(process) && reads < MOST_READS; reads++) {
			String place = environmentPlace(process);
			environment = ShortFile.read(process.resolve("environ"));
			if (!place.equals("0") && place.equals(environmentPlace(process))) {
				return environment;
			}
			LockSupport.parkNanos(READ_PAUSE.toNanos());
		}
		return environment;
	}

	/**
	 * The address of the environment's end, which differs after each execve(2); 0 if it
	 * is not set up yet.
	 */
	private static String environmentPlace(Path process) {
		List<String> stat = stat(process);
		return (stat.size() > ENV_END) ? stat.get(ENV_END) : "0";
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

	/** The numbers of a process's open descriptors, none if they cannot be seen. */
	static List<String> descriptors(long pid) {
		try (Stream<Path> descriptors = Files.list(folder(pid).resolve("fd"))) {
			return descriptors.map((descriptor) -> descriptor.getFileName().toString()).toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	/** What a descriptor of a process refers to, empty if that cannot be seen. */
	static String descriptor(long pid, String descriptor) {
		return link(folder(pid).resolve("fd").resolve(descriptor));
	}

	/** Whether a descriptor of a process was opened for more than writing. */
	static boolean isReadable(long pid, String descriptor) {
		// flags: in octal; the last digit has the access mode, of which 1 is O_WRONLY
		String info = ShortFile.read(folder(pid).resolve("fdinfo").resolve(descriptor));
		return !info.matches("(?s).*\\bflags:\\s+[0-7]*[15]\\n.*");
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
	public static List<Long> children(long pid) {
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
			// The number of the system call and its arguments; the number depends on the
			// architecture
			String[] call = ShortFile.read(task.resolve("syscall")).split(" ");
			boolean reads = call[0].equals(System.getProperty("os.arch").equals("amd64") ? "0" : "63");
			return (call.length < 2) ? Optional.empty()
					: Optional.of(reads ? Long.toString(Long.decode(call[1])) : "none");
		}
		catch (UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	/** Kernel threads have no program, nor has a process that is just ending. */
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

	/** The identifier of this boot of the machine. */
	static String bootId() {
		if (bootId.isEmpty()) {
			bootId = ShortFile.read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
		}
		return bootId;
	}

	/** How long the machine has been up. */
	static Duration uptime() {
		String seconds = ShortFile.read(Path.of("/proc/uptime")).split(" ", 2)[0];
		return seconds.isEmpty() ? Duration.ZERO
				: Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
	}

}
