package io.strapper.process.proc;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Whether a wrapper, or the leader of the process group that it started, is alive: one of
 * them can still report the exit code. Between two full checks, a wrapper counts as alive
 * if a process with its PID has a program (a zombie has none), which costs one
 * {@code readlink}: the kernel does not reuse a PID within seconds. For one thread.
 */
public class Liveness {

	/** Between two full checks. */
	private static final Duration TRUST = Duration.ofSeconds(10);

	private final Supplier<Optional<ProcessIdentity>> leader;

	private @Nullable Long checkedAt;

	/**
	 * A wrapper that has not been checked.
	 * @param leader supplies the leader of the group; empty before the group exists
	 */
	public Liveness(Supplier<Optional<ProcessIdentity>> leader) {
		this.leader = leader;
	}

	/**
	 * Checks the two processes.
	 * @param wrapper the identity of the wrapper
	 * @return whether it or the leader is alive
	 */
	public boolean alive(ProcessIdentity wrapper) {
		if (this.checkedAt != null && System.nanoTime() - this.checkedAt < TRUST.toNanos()
				&& !Proc.link(Proc.folder(wrapper.pid()).resolve("exe")).isEmpty()) {
			return true;
		}
		boolean alive = wrapper.alive();
		this.checkedAt = alive ? System.nanoTime() : null;
		return alive || this.leader.get().filter(ProcessIdentity::alive).isPresent();
	}

}
