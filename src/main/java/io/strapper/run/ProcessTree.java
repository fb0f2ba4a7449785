package io.strapper.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * All processes of a run, wherever they went: its process group, and whoever carries the
 * run's {@code STRAPPER_RUN_ID} in its environment because it left the group. The shells
 * that keep the run's books carry it under another name, so they are not signalled one by
 * one.
 */
class ProcessTree {

	private final RunDirectory directory;

	private final String marker;

	ProcessTree(RunDirectory directory, String runId) {
		this.directory = directory;
		this.marker = "STRAPPER_RUN_ID=" + runId;
	}

	/**
	 * Asks all to end, each of them once: to many a tool a second signal means "at once".
	 */
	void terminate() {
		Optional<ProcessIdentity> leader = leader();
		List<ProcessHandle> strays = marked().stream()
			.filter((process) -> leader.isEmpty() || group(process) != leader.get().pid())
			.toList();
		leader.ifPresent((process) -> signalGroup(process, "TERM"));
		strays.forEach(ProcessHandle::destroy);
	}

	/** Ends all that are there now. */
	void kill() {
		leader().ifPresent((process) -> signalGroup(process, "KILL"));
		marked().forEach(ProcessHandle::destroyForcibly);
	}

	/** Those that are there now, the run's shells not among them. */
	List<ProcessHandle> marked() {
		// A handle remembers the start time, and it is made before its environment is
		// read: another process that gets the number meanwhile is never signalled
		return ProcessHandle.allProcesses().filter((process) -> Proc.hasVariable(process.pid(), this.marker)).toList();
	}

	/** The shell that leads the group; while it lives nobody else gets its number. */
	private Optional<ProcessIdentity> leader() {
		return this.directory.process().filter(ProcessIdentity::alive);
	}

	private static long group(ProcessHandle process) {
		List<String> stat = Proc.stat(process.pid());
		return (stat.size() > 2) ? Long.parseLong(stat.get(2)) : 0;
	}

	/** Java has no word for it. */
	private static void signalGroup(ProcessIdentity leader, String signal) {
		try {
			new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"-$2\"", "kill", signal, Long.toString(leader.pid()))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			// No process can be started just now; the end of the grace period tries again
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
