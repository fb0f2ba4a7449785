package io.strapper.process;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Bounds the time for which {@code script} may outlive the action. It can hang in two
 * cases: a process that the action left behind keeps writing to the terminal; or
 * {@code script} was stopped (SIGSTOP) when its child exited: the two SIGCHLDs merge and
 * it misses the exit.
 */
class Drain {

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private @Nullable Long exitedAt;

	/** Checks a run whose wrapper is alive. */
	void look(Evidence seen) {
		if (seen.code().isEmpty()) {
			return;
		}
		if (this.exitedAt == null) {
			this.exitedAt = System.nanoTime();
		}
		else if (Phase.elapsed(this.exitedAt, LONGEST)) {
			seen.killStuckTerminal();
		}
	}

}
