package io.strapper.process;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whether those who tell a run's exit code are alive. Between two full looks a process
 * counts as alive whose number is taken by one that has a program (a zombie has none),
 * which costs one {@code readlink}: a number is not used again within seconds.
 */
class Liveness {

	/** Between two full looks. */
	private static final Duration TRUST = Duration.ofSeconds(10);

	private final WrapperFiles files;

	private @Nullable Long lookedAt;

	Liveness(WrapperFiles files) {
		this.files = files;
	}

	/**
	 * Looks.
	 * @param wrapper the run's wrapper
	 * @return whether it or the shell that leads the run's process group lives
	 */
	boolean alive(ProcessIdentity wrapper) {
		if (this.lookedAt != null && !Phase.elapsed(this.lookedAt, TRUST)
				&& !Proc.link(Proc.folder(wrapper.pid()).resolve("exe")).isEmpty()) {
			return true;
		}
		boolean alive = wrapper.alive();
		this.lookedAt = alive ? System.nanoTime() : null;
		Optional<ProcessIdentity> leader = alive ? Optional.empty() : this.files.process();
		return alive || leader.filter(ProcessIdentity::alive).isPresent();
	}

}
