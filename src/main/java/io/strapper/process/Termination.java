package io.strapper.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Ends all processes of a run: asks them once, waits for the grace period, then kills
 * what is there until nothing is, for processes may start others meanwhile.
 */
class Termination {

	/** How long after SIGKILL a process may still be there, waiting for a disk say. */
	private static final Duration DEATH = Duration.ofSeconds(10);

	/** How many identifiers a person wants to read. */
	private static final int LISTED = 10;

	private final ProcessTree tree;

	private final Duration grace;

	private @Nullable Long askedAt;

	private List<ProcessHandle> survivors = List.of();

	Termination(ProcessTree tree, Duration grace) {
		this.tree = tree;
		this.grace = grace;
	}

	/**
	 * Does what is to be done now.
	 * @param alive whether the run's exit code is still to come
	 * @return whether there is nothing more to do
	 */
	boolean over(boolean alive) {
		if (this.askedAt == null) {
			this.tree.terminate();
			this.askedAt = System.nanoTime();
		}
		this.survivors = this.tree.marked();
		if (!alive && this.survivors.isEmpty()) {
			return true;
		}
		Duration elapsed = Duration.ofNanos(System.nanoTime() - this.askedAt);
		if (elapsed.compareTo(this.grace.plus(DEATH)) >= 0) {
			return true;
		}
		if (elapsed.compareTo(this.grace) >= 0) {
			this.tree.kill();
		}
		return false;
	}

	/** The identifiers of the processes that were there at the last look, if any. */
	String survivors() {
		String listed = this.survivors.stream()
			.limit(LISTED)
			.map((process) -> Long.toString(process.pid()))
			.collect(Collectors.joining(", "));
		int more = this.survivors.size() - LISTED;
		return (more > 0) ? listed + " and %d more".formatted(more) : listed;
	}

}
