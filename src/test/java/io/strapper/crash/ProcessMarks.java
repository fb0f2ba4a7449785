package io.strapper.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/** Looks at the processes of runs themselves, whatever a database tells of them. */
final class ProcessMarks {

	private final CrashScript script;

	private final CrashReport report;

	ProcessMarks(CrashScript script, CrashReport report) {
		this.script = script;
		this.report = report;
	}

	/**
	 * Whether no process of an app began before the one before it had ended.
	 * @param lost the runs whose processes may have gone on while nobody could reach them
	 */
	void check(Set<String> lost) {
		for (String app : this.script.apps()) {
			Set<Integer> alive = new HashSet<>();
			for (CrashScript.Mark mark : this.script.marks(app)) {
				if (!mark.begin()) {
					alive.remove(mark.run());
					continue;
				}
				alive.removeIf((run) -> lost.contains(app + "/" + run));
				alive.forEach((run) -> this.report.wrong("Run %s/%d began while run %d went on", app, mark.run(), run));
				alive.add(mark.run());
			}
		}
	}

	/** Whether the process of a run exists. */
	boolean isAlive(String app, int number) {
		return this.script.marks(app)
			.stream()
			.filter((mark) -> mark.begin() && mark.run() == number)
			.anyMatch((mark) -> isIn(mark.pid(), this.script.folder(app)));
	}

	/** Whether nothing of any run stays alive: a wrapper ends after what it records. */
	void checkNoneAlive() {
		try {
			await().until(() -> alive().isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			alive().forEach((process) -> this.report.wrong("Process %s is left: %s", process.pid(), process.info()));
		}
	}

	private List<ProcessHandle> alive() {
		return ProcessHandle.allProcesses()
			.filter((process) -> this.script.apps()
				.stream()
				.anyMatch((app) -> isIn(process.pid(), this.script.folder(app))))
			.toList();
	}

	private static boolean isIn(long pid, Path folder) {
		try {
			return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(folder);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
