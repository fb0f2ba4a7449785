package io.strapper.process;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whether those who tell a run's exit code are alive. Between two full looks a process
 * whose number is still taken counts as alive, which costs one {@code stat}: a number is
 * not used again within seconds.
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
		if (this.lookedAt != null && !Phase.elapsed(this.lookedAt, TRUST) && Files.exists(Proc.folder(wrapper.pid()))) {
			return true;
		}
		boolean alive = wrapper.alive();
		this.lookedAt = alive ? System.nanoTime() : null;
		Optional<ProcessIdentity> leader = alive ? Optional.empty() : this.files.process();
		return alive || leader.filter(ProcessIdentity::alive).isPresent();
	}

}
