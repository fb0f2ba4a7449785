package io.strapper.process.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Whether a process waits for input at the terminal of a process group. For processes of
 * the server's own user the kernel shows it in /proc: {@code wchan} names the function in
 * which a thread sleeps, {@code syscall} the system call and its file descriptor (not if
 * Yama's {@code ptrace_scope} is 1 or more; then an open terminal counts), {@code fdinfo}
 * the descriptors that epoll watches. Of processes of other users, such as sudo, only
 * their existence is known.
 */
public class TerminalReaders {

	/** Most processes that are examined. */
	private static final int MOST = 200;

	private final Supplier<Optional<ProcessIdentity>> leader;

	/**
	 * The readers at one terminal.
	 * @param leader supplies the leader of the process group; empty before the group
	 * exists
	 */
	public TerminalReaders(Supplier<Optional<ProcessIdentity>> leader) {
		this.leader = leader;
	}

	/** Examines the leader and its descendants that have its terminal. */
	public Sight look() {
		Optional<ProcessIdentity> leader = this.leader.get().filter(ProcessIdentity::alive);
		if (leader.isEmpty()) {
			return Sight.NOBODY;
		}
		String terminal = Proc.descriptor(leader.get().pid(), "1");
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
			sight = max(sight, lookAt(pid, terminal));
		}
		return sight;
	}

	private static Sight lookAt(long pid, String terminal) {
		List<String> open = Proc.descriptors(pid)
			.stream()
			.filter((descriptor) -> isTerminal(Proc.descriptor(pid, descriptor), terminal))
			.toList();
		if (open.isEmpty()) {
			// The process's file descriptors cannot be read
			return isOurs(pid) ? Sight.NOBODY : Sight.UNKNOWN;
		}
		// All processes inherit standard output and error
		List<String> opened = open.stream()
			.filter((descriptor) -> !descriptor.equals("1") && !descriptor.equals("2"))
			.filter((descriptor) -> Proc.isReadable(pid, descriptor))
			.toList();
		if (Proc.tasks(pid).stream().anyMatch((task) -> reads(task, open, !opened.isEmpty()))) {
			return Sight.WAITS;
		}
		return opened.isEmpty() ? Sight.NOBODY : lookAt(pid, opened, terminal);
	}

	/**
	 * A program that awaits single keys and nothing else waits for them. Others wait only
	 * if they have asked: they may have the terminal open for another purpose.
	 */
	private static Sight lookAt(long pid, List<String> opened, String terminal) {
		EventLoop loop = EventLoop.of(pid);
		boolean watches = opened.stream().anyMatch(loop.watched()::contains);
		if ((watches || loop.polls()) && givesKeys(terminal)) {
			return loop.hasCompany() ? Sight.LISTENS : Sight.WAITS;
		}
		if (watches || (loop.polls() && isInput(pid, opened))) {
			return loop.hasCompany() ? Sight.UNKNOWN : Sight.LISTENS;
		}
		// A program that got the terminal as its input, and nothing is left that wakes it
		return (loop.idle() && opened.contains("0") && !loop.hasCompany()) ? Sight.LISTENS : Sight.NOBODY;
	}

	/**
	 * Whether the terminal was opened for input. A copy of standard output ({@code exec
	 * 3>&1}) was not.
	 */
	private static boolean isInput(long pid, List<String> opened) {
		return opened.stream()
			.anyMatch((descriptor) -> descriptor.equals("0") || Proc.descriptor(pid, descriptor).equals("/dev/tty"));
	}

	private static Sight max(Sight one, Sight other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	/** The number of a process's controlling terminal; empty if the process is gone. */
	private static String device(long pid) {
		List<String> stat = Proc.stat(pid);
		return (stat.size() > 4) ? stat.get(4) : "";
	}

	private static boolean isTerminal(String link, String terminal) {
		return link.equals("/dev/tty") || link.equals(terminal);
	}

	private static boolean isOurs(long pid) {
		return Files.isReadable(Proc.folder(pid).resolve("environ"));
	}

	/** Whether a thread is in read(2) of the terminal. */
	private static boolean reads(Path task, List<String> open, boolean opened) {
		String function = ShortFile.read(task.resolve("wchan"));
		return (function.contains("n_tty_read") || function.equals("wait_woken"))
				&& Proc.readDescriptor(task).map(open::contains).orElse(opened);
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

	/** What is seen, the surest last. */
	public enum Sight {

		/** No process waits, as far as this can be seen. */
		NOBODY,

		/**
		 * There are processes of other users at the terminal, or one that awaits lines
		 * there and something else, too: they may wait.
		 */
		UNKNOWN,

		/**
		 * A process awaits input at the terminal, or nothing at all: it waits if the log
		 * ends in a question.
		 */
		LISTENS,

		/** A process waits for input. */
		WAITS

	}

	/**
	 * What wakes a process of which all threads may sleep, as far as /proc shows it.
	 *
	 * @param idle whether no thread does anything but wait for descriptors, or for
	 * another thread
	 * @param polls whether a thread waits in poll or select, for descriptors that /proc
	 * does not show
	 * @param watched the descriptors whose input a thread awaits by epoll
	 * @param hasCompany whether a child process or a socket may wake it
	 */
	private record EventLoop(boolean idle, boolean polls, Set<String> watched, boolean hasCompany) {

		private static final Pattern WATCHED = Pattern.compile("tfd: +(\\d+) events: +([0-9a-f]+)");

		/** EPOLLIN, see epoll_ctl(2). */
		private static final int INPUT = 1;

		/** Looks at a process. */
		static EventLoop of(long pid) {
			List<String> functions = Proc.tasks(pid)
				.stream()
				.map((task) -> ShortFile.read(task.resolve("wchan")))
				.toList();
			boolean idle = functions.stream()
				.allMatch((function) -> polls(function) || epolls(function) || function.contains("futex"));
			boolean polls = functions.stream().anyMatch(EventLoop::polls);
			Set<String> watched = functions.stream().anyMatch(EventLoop::epolls) ? watched(pid) : Set.of();
			boolean company = !Proc.children(pid).isEmpty()
					|| (polls ? Proc.descriptors(pid).stream() : watched.stream())
						.anyMatch((descriptor) -> Proc.descriptor(pid, descriptor).startsWith("socket:"));
			return new EventLoop(idle && !functions.isEmpty(), polls, watched, company);
		}

		/** Whether a thread with this wchan sleeps in epoll_wait(2). */
		private static boolean epolls(String function) {
			return function.contains("epoll") || function.equals("ep_poll");
		}

		private static boolean polls(String function) {
			return !epolls(function) && (function.contains("poll") || function.contains("select"));
		}

		private static Set<String> watched(long pid) {
			Set<String> watched = new HashSet<>();
			Path folder = Proc.folder(pid).resolve("fdinfo");
			for (String descriptor : Proc.descriptors(pid)) {
				if (Proc.descriptor(pid, descriptor).equals("anon_inode:[eventpoll]")) {
					WATCHED.matcher(ShortFile.read(folder.resolve(descriptor)))
						.results()
						.filter((target) -> (Long.parseLong(target.group(2), 16) & INPUT) != 0)
						.forEach((target) -> watched.add(target.group(1)));
				}
			}
			return watched;
		}

	}

}
