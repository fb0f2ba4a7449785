package io.strapper.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a process of a run waits for input at the run's terminal. For processes of the
 * server's own user the kernel shows it in /proc: {@code wchan} names the function in
 * which a thread sleeps, {@code syscall} the system call and its file descriptor (not if
 * Yama's {@code ptrace_scope} is 1 or more; then an open terminal counts). Of processes
 * of other users, such as sudo, only their existence is known.
 */
class TerminalReaders {

	/** Most processes that are examined. */
	private static final int MOST = 200;

	private final WrapperFiles files;

	TerminalReaders(WrapperFiles files) {
		this.files = files;
	}

	/** Examines the descendants of the run's shell that have its terminal. */
	Sight look() {
		Optional<ProcessIdentity> leader = this.files.process().filter(ProcessIdentity::alive);
		if (leader.isEmpty()) {
			return Sight.NOBODY;
		}
		String terminal = Proc.link(Proc.folder(leader.get().pid()).resolve("fd/1"));
		return terminal.startsWith("/dev/pts/") ? look(leader.get().pid(), terminal) : Sight.NOBODY;
	}

	private static Sight look(long leader, String terminal) {
		Sight sight = Sight.NOBODY;
		String device = device(leader);
		Deque<Long> pids = new ArrayDeque<>(List.of(leader));
		for (int i = 0; i < MOST && !pids.isEmpty(); i++) {
			long pid = pids.remove();
			pids.addAll(Proc.children(pid));
			if (!device(pid).equals(device)) {
				continue;
			}
			List<String> open = terminals(pid, terminal);
			if (open.isEmpty()) {
				// The process's file descriptors cannot be read
				sight = isOurs(pid) ? sight : Sight.UNKNOWN;
			}
			else if (waits(pid, open, terminal)) {
				return Sight.WAITS;
			}
		}
		return sight;
	}

	/** The number of a process's controlling terminal; empty if the process is gone. */
	private static String device(long pid) {
		List<String> stat = Proc.stat(pid);
		return (stat.size() > 4) ? stat.get(4) : "";
	}

	/** The descriptors of a process by which it can read the terminal. */
	private static List<String> terminals(long pid, String terminal) {
		Path folder = Proc.folder(pid).resolve("fd");
		try (Stream<Path> descriptors = Files.list(folder)) {
			return descriptors.filter((descriptor) -> isTerminal(Proc.link(descriptor), terminal))
				.map((descriptor) -> descriptor.getFileName().toString())
				.toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	private static boolean isTerminal(String link, String terminal) {
		return link.equals("/dev/tty") || link.equals(terminal);
	}

	private static boolean isOurs(long pid) {
		return Files.isReadable(Proc.folder(pid).resolve("environ"));
	}

	private static boolean waits(long pid, List<String> open, String terminal) {
		// All processes inherit standard output and error
		boolean opened = open.stream().anyMatch((descriptor) -> !descriptor.equals("1") && !descriptor.equals("2"));
		return Proc.tasks(pid).stream().anyMatch((task) -> {
			String function = ShortFile.read(task.resolve("wchan"));
			if (function.contains("n_tty_read") || function.equals("wait_woken")) {
				return Proc.readDescriptor(task).map(open::contains).orElse(opened);
			}
			// A dialog waits for single keys; other programs wait for sockets in the same
			// call
			return opened && (function.contains("poll") || function.contains("select")) && givesKeys(terminal);
		});
	}

	/**
	 * Whether a terminal is in noncanonical mode, in which programs read single keys, see
	 * termios(3).
	 */
	private static boolean givesKeys(String terminal) {
		try {
			Process stty = new ProcessBuilder("stty", "-F", terminal, "-a").redirectErrorStream(true).start();
			String told = new String(stty.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			return told.contains("-icanon");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What is seen. */
	enum Sight {

		/** No process waits, as far as this can be seen. */
		NOBODY,

		/** There are processes of other users at the terminal: they may wait. */
		UNKNOWN,

		/** A process waits for input. */
		WAITS

	}

}
