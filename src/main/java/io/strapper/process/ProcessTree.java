package io.strapper.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All processes of a run, wherever they went: its process group, whoever carries the
 * run's {@code STRAPPER_RUN_ID} in its environment because it left the group, and whoever
 * was below the run's shell or in its session when its end was requested, for sudo and
 * others clear the environment. The shells that keep the run's books carry the identifier
 * under another name, so they are not signalled one by one.
 */
class ProcessTree {

	private static final String OURSELVES = ProcessHandle.current().info().user().orElse("");

	private final WrapperFiles files;

	private final String marker;

	private final Keyboard keyboard;

	/**
	 * Those without the marker that were seen while the leader could be asked for them.
	 */
	private final Set<ProcessHandle> companions = new LinkedHashSet<>();

	ProcessTree(WrapperFiles files, String runId) {
		this.files = files;
		this.marker = "STRAPPER_RUN_ID=" + runId;
		this.keyboard = new Keyboard(files);
	}

	/**
	 * Asks all to end, each of them once: to many a tool a second signal means "at once".
	 * @return who was there
	 */
	List<ProcessHandle> terminate() {
		Optional<ProcessIdentity> leader = leader();
		List<ProcessHandle> all = left();
		List<ProcessHandle> strays = all.stream()
			.filter((process) -> leader.isEmpty() || group(process) != leader.get().pid())
			.toList();
		leader.ifPresent((process) -> signal("TERM", "-" + process.pid()));
		strays.forEach(ProcessHandle::destroy);
		resume(all);
		return all;
	}

	/**
	 * Ends all that are there now.
	 * @return who was there
	 */
	List<ProcessHandle> kill() {
		List<ProcessHandle> all = left();
		leader().ifPresent((process) -> signal("KILL", "-" + process.pid()));
		all.forEach(ProcessHandle::destroyForcibly);
		resume(all);
		return all;
	}

	/**
	 * Types a key that ends processes, if there are some that we may not signal: those at
	 * the terminal get a signal from the kernel.
	 * @return whether it was typed; the terminal takes a moment to pass it on, and must
	 * not be gone by then
	 */
	boolean type(Keyboard.Key key) {
		if (left().stream().noneMatch(ProcessTree::isBeyondUs)) {
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
	 * Lets those go on that are stopped: they would not notice that they are to end. With
	 * its group stops {@code script}, which then would never tell the exit code.
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

	/** Those that keep the run's books, and whoever is below them. */
	private Stream<ProcessHandle> keepers() {
		return this.files.wrapper()
			.filter(ProcessIdentity::alive)
			.flatMap((wrapper) -> ProcessHandle.of(wrapper.pid()))
			.stream()
			.flatMap((wrapper) -> Stream.concat(Stream.of(wrapper), wrapper.descendants()));
	}

	/** Those that are there now, the run's shells not among them. */
	List<ProcessHandle> left() {
		leader().ifPresent(this::noticeCompanions);
		List<ProcessHandle> left = new ArrayList<>(marked());
		this.companions.removeIf((process) -> !process.isAlive());
		this.companions.stream().filter((process) -> !left.contains(process)).forEach(left::add);
		return left;
	}

	private void noticeCompanions(ProcessIdentity leader) {
		ProcessHandle.of(leader.pid()).stream().flatMap(ProcessHandle::descendants).forEach(this.companions::add);
	}

	/**
	 * Those that are there now and carry the run's identifier, the run's shells not among
	 * them.
	 */
	List<ProcessHandle> marked() {
		// A handle remembers the start time, and it is made before its environment is
		// read: another process that gets the number meanwhile is never signalled
		return ProcessHandle.allProcesses().filter((process) -> Proc.hasVariable(process.pid(), this.marker)).toList();
	}

	/** The shell that leads the group; while it lives nobody else gets its number. */
	private Optional<ProcessIdentity> leader() {
		return this.files.process().filter(ProcessIdentity::alive);
	}

	private static long group(ProcessHandle process) {
		List<String> stat = Proc.stat(process.pid());
		return (stat.size() > 2) ? Long.parseLong(stat.get(2)) : 0;
	}

	/**
	 * Java has no word for it; a number below zero is a process group.
	 * @return whether one of them took it
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
			// No process can be started just now; the end of the grace period tries again
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
