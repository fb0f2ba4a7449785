package io.strapper.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.process.proc.Keyboard;
import io.strapper.process.proc.Proc;
import io.strapper.process.proc.ProcessIdentity;

/**
 * All processes of a run: its process group; processes outside the group that have the
 * run's {@code STRAPPER_RUN_ID} in their environment; and descendants of the run's shell
 * that were seen when its end was requested, since sudo and other programs clear the
 * environment. The wrapper's shells have the identifier under another name, so they get
 * no signals.
 */
class ProcessTree {

	private static final String OURSELVES = ProcessHandle.current().info().user().orElse("");

	private final WrapperFiles files;

	private final String marker;

	private final Keyboard keyboard;

	/**
	 * Processes without the marker that were seen as descendants of the leader.
	 */
	private final Set<ProcessHandle> companions = new LinkedHashSet<>();

	ProcessTree(WrapperFiles files, String runId) {
		this.files = files;
		this.marker = "STRAPPER_RUN_ID=" + runId;
		this.keyboard = new Keyboard(files::wrapper);
	}

	/**
	 * Sends SIGTERM to all processes, only once to each: many tools take a second signal
	 * as "end at once".
	 * @param all the processes that the last look found
	 */
	void terminate(List<ProcessHandle> all) {
		Optional<ProcessIdentity> leader = leader();
		List<ProcessHandle> strays = all.stream()
			.filter((process) -> leader.isEmpty() || group(process) != leader.get().pid())
			.toList();
		leader.ifPresent((process) -> signal("TERM", "-" + process.pid()));
		strays.forEach(ProcessHandle::destroy);
		resume(all);
	}

	/**
	 * Kills all processes.
	 * @param all the processes that the last look found
	 */
	void kill(List<ProcessHandle> all) {
		leader().ifPresent((process) -> signal("KILL", "-" + process.pid()));
		all.forEach(ProcessHandle::destroyForcibly);
		resume(all);
	}

	/**
	 * Types a key that ends processes, if there are processes that the server may not
	 * signal: the kernel signals those at the terminal.
	 * @param all the processes that the last look found
	 * @return whether it was typed; the terminal must stay open until it has handled the
	 * key
	 */
	boolean type(Keyboard.Key key, List<ProcessHandle> all) {
		if (all.stream().noneMatch(ProcessTree::isBeyondUs)) {
			return false;
		}
		this.keyboard.type(key);
		return true;
	}

	private static boolean isBeyondUs(ProcessHandle process) {
		boolean another = process.info().user().filter((user) -> !user.equals(OURSELVES)).isPresent();
		return another && process.isAlive() && !signal("0", Long.toString(process.pid()));
	}

	/**
	 * Continues stopped processes (SIGCONT), which would not handle SIGTERM. If a group
	 * was stopped, {@code script} is stopped, too, and would never report the exit code.
	 */
	private void resume(List<ProcessHandle> all) {
		String[] stopped = Stream.concat(all.stream(), keepers())
			.map(ProcessHandle::pid)
			.filter((pid) -> Proc.stat(pid).stream().findFirst().filter("T"::equals).isPresent())
			.distinct()
			.map(String::valueOf)
			.toArray(String[]::new);
		if (stopped.length > 0) {
			signal("CONT", stopped);
		}
	}

	/** The wrapper's shells and their descendants. */
	private Stream<ProcessHandle> keepers() {
		return this.files.wrapper()
			.filter(ProcessIdentity::alive)
			.stream()
			.flatMap((wrapper) -> withDescendants(wrapper.pid()))
			.flatMap((pid) -> ProcessHandle.of(pid).stream());
	}

	private static Stream<Long> withDescendants(long pid) {
		return Stream.concat(Stream.of(pid), Proc.children(pid).stream().flatMap(ProcessTree::withDescendants));
	}

	/**
	 * Examines all processes of the machine once.
	 * @return the processes of the run that exist now, without the wrapper's shells
	 */
	List<ProcessHandle> left() {
		List<Seen> all = Seen.all();
		leader().ifPresent((leader) -> noticeCompanions(leader.pid(), all));
		Set<Long> there = all.stream().map(Seen::pid).collect(Collectors.toSet());
		this.companions.removeIf((process) -> !process.isAlive() || !there.contains(process.pid()));
		Set<ProcessHandle> left = new LinkedHashSet<>(marked(all));
		left.addAll(this.companions);
		return List.copyOf(left);
	}

	private void noticeCompanions(long leader, List<Seen> all) {
		Map<Long, List<Seen>> children = all.stream().collect(Collectors.groupingBy(Seen::parent));
		Deque<Seen> below = new ArrayDeque<>(children.getOrDefault(leader, List.of()));
		all.stream().filter((process) -> process.session() == leader && process.pid() != leader).forEach(below::add);
		Set<Long> noticed = new HashSet<>();
		while (!below.isEmpty()) {
			Seen process = below.remove();
			if (noticed.add(process.pid())) {
				process.handle().ifPresent(this.companions::add);
				below.addAll(children.getOrDefault(process.pid(), List.of()));
			}
		}
	}

	/**
	 * The processes that exist now and carry the run's identifier, without the wrapper's
	 * shells.
	 */
	List<ProcessHandle> marked() {
		return marked(Seen.all());
	}

	private List<ProcessHandle> marked(List<Seen> all) {
		// A process that started before the run cannot have the identifier
		long begin = this.files.wrapper()
			.filter(ProcessIdentity::ofThisBoot)
			.map(ProcessIdentity::startTime)
			.orElse(Long.MIN_VALUE);
		return all.stream()
			.filter((process) -> process.start() >= begin && Proc.hasVariable(process.pid(), this.marker))
			.flatMap((process) -> process.handle().stream())
			.toList();
	}

	/** The shell that leads the group; while it lives, its PID is not reused. */
	private Optional<ProcessIdentity> leader() {
		return this.files.process().filter(ProcessIdentity::alive);
	}

	private static long group(ProcessHandle process) {
		List<String> stat = Proc.stat(process.pid());
		return (stat.size() > 2) ? Long.parseLong(stat.get(2)) : 0;
	}

	/**
	 * Sends a signal with kill(1), since Java can only send SIGTERM and SIGKILL; a
	 * negative number names a process group.
	 * @return whether at least one process got it
	 */
	private static boolean signal(String signal, String... processes) {
		List<String> command = new ArrayList<>(
				List.of("sh", "-c", "signal=$1; shift; kill -s \"$signal\" -- \"$@\"", "kill", signal));
		command.addAll(List.of(processes));
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			// kill(1) cannot be started now; the end of the grace period tries again
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * A process at a look; a zombie is none.
	 *
	 * @param pid its number
	 * @param parent the number of the process above it
	 * @param session the number of the process that leads its session
	 * @param start when it started, in clock ticks since the boot
	 */
	private record Seen(long pid, long parent, long session, long start) {

		/**
		 * Reads one file per process. Java's own list reads several, and has less
		 * information.
		 */
		static List<Seen> all() {
			return Proc.pids().stream().flatMap((pid) -> of(pid).stream()).toList();
		}

		private static Optional<Seen> of(long pid) {
			List<String> stat = Proc.stat(pid);
			return (stat.size() > 19 && !stat.get(0).equals("Z")) ? Optional.of(new Seen(pid,
					Long.parseLong(stat.get(1)), Long.parseLong(stat.get(3)), Long.parseLong(stat.get(19))))
					: Optional.empty();
		}

		/**
		 * A handle to signal it, which never signals another process that reuses its PID.
		 */
		Optional<ProcessHandle> handle() {
			return ProcessHandle.of(this.pid)
				.filter((process) -> of(this.pid).filter((now) -> now.start() == this.start).isPresent());
		}

	}

}
