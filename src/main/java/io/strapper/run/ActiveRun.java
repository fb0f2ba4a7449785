package io.strapper.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one run from outside, by the files beside it and by /proc, so it makes no
 * difference which server started the process. One thread checks; any may end the run.
 */
class ActiveRun {

	private static final Logger log = LoggerFactory.getLogger(ActiveRun.class);

	/** How long a wrapper may take to say who it is. */
	private static final Duration START = Duration.ofSeconds(10);

	/**
	 * How long a terminal may go on after the action's end: what the action left behind
	 * may write to it without a pause, and would keep it for ever.
	 */
	private static final Duration DRAIN = Duration.ofSeconds(2);

	/** How long a log is not written any more before it counts as final. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	private final ActiveRow row;

	private final RunDirectory directory;

	private final ProcessTree tree;

	private final Termination termination;

	private final long createdAt = System.nanoTime();

	/** By the monotonic clock: only a restart of the server asks the wall clock. */
	private final @Nullable Duration remaining;

	private @Nullable ProcessIdentity wrapper;

	private @Nullable Long codeSeenAt;

	private long logSize = -1;

	private long writtenAt;

	private volatile @Nullable RunStatus ending;

	private volatile @Nullable Ending refused;

	private volatile boolean started;

	ActiveRun(ActiveRow row, RunDirectory directory, Duration grace, Instant now) {
		this.row = row;
		this.directory = directory;
		this.tree = new ProcessTree(directory, row.runId());
		this.termination = new Termination(this.tree, grace);
		this.ending = row.ending();
		this.remaining = (row.timeout() != null) ? row.timeout().minus(Duration.between(row.run().startedAt(), now))
				: null;
	}

	Run run() {
		return this.row.run();
	}

	ActiveRow row() {
		return this.row;
	}

	RunDirectory directory() {
		return this.directory;
	}

	/** Whether there is something to check. */
	boolean started() {
		return this.started;
	}

	void setStarted() {
		this.started = true;
	}

	/** Says that the run never had a process. */
	void refuse(Ending ending) {
		this.refused = ending;
	}

	@Nullable RunStatus ending() {
		return this.ending;
	}

	/**
	 * Has the run's processes ended, from the next check on.
	 * @param ending what the run's status will be
	 */
	void end(RunStatus ending) {
		this.ending = ending;
	}

	/** Whether the run has used up its time. */
	boolean overdue() {
		return this.ending == null && this.remaining != null && elapsed(this.createdAt, this.remaining);
	}

	/**
	 * Looks whether the run has ended, and goes on with ending it if it is to end.
	 * @param now the time
	 * @return how it ended, or empty if it has not
	 */
	Optional<Ending> check(Instant now) {
		if (this.refused != null) {
			return Optional.of(this.refused);
		}
		if (this.ending != null) {
			return checkEnding(this.ending, now);
		}
		OptionalInt exit = this.directory.exit();
		if (exit.isEmpty() && alive()) {
			drain();
			return Optional.empty();
		}
		if (exit.isEmpty() && this.directory.code().isPresent() && !quiet()) {
			return Optional.empty();
		}
		return Optional.of(exited(now));
	}

	private Optional<Ending> checkEnding(RunStatus ending, Instant now) {
		boolean alive = this.directory.exit().isEmpty() && alive();
		boolean starting = alive && this.directory.process().isEmpty();
		if (starting || !this.termination.over(alive)) {
			return Optional.empty();
		}
		OptionalInt code = this.directory.exit().isPresent() ? this.directory.exit() : this.directory.code();
		return Optional.of(new Ending(ending, code.isPresent() ? code.getAsInt() : null, now, reason(ending)));
	}

	private @Nullable String reason(RunStatus ending) {
		if (!this.termination.survivors().isEmpty()) {
			return "Processes that could not be ended are still there: %s.".formatted(this.termination.survivors());
		}
		if (ending == RunStatus.TIMED_OUT && this.row.timeout() != null) {
			return "The run took longer than its timeout of %s.".formatted(text(this.row.timeout()));
		}
		return null;
	}

	private static String text(Duration duration) {
		return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

	/** Whether the exit code can still be told by those whose task it is. */
	private boolean alive() {
		if (this.wrapper == null) {
			this.wrapper = this.directory.wrapper().orElse(null);
		}
		if (this.wrapper == null) {
			boolean starting = this.directory.exists() && !elapsed(this.createdAt, START);
			return starting || !this.tree.marked().isEmpty();
		}
		return this.wrapper.alive() || this.directory.process().filter(ProcessIdentity::alive).isPresent();
	}

	private void drain() {
		if (this.directory.code().isEmpty() || this.wrapper == null) {
			return;
		}
		if (this.codeSeenAt == null) {
			this.codeSeenAt = System.nanoTime();
		}
		else if (elapsed(this.codeSeenAt, DRAIN)) {
			ProcessHandle.of(this.wrapper.pid())
				.stream()
				.flatMap(ProcessHandle::children)
				.filter((child) -> child.info().command().filter((command) -> command.contains("/script")).isPresent())
				.forEach(ProcessHandle::destroy);
		}
	}

	/** The wrapper is gone, but {@code script} may still be writing what it has read. */
	private boolean quiet() {
		long size = this.directory.logSize();
		if (size != this.logSize) {
			this.logSize = size;
			this.writtenAt = System.nanoTime();
		}
		return elapsed(this.writtenAt, QUIET);
	}

	private Ending exited(Instant now) {
		// Again: it may have been completed since it was last looked at
		OptionalInt exit = this.directory.exit();
		if (exit.isPresent()) {
			return exited(exit.getAsInt(), this.directory.exitedAt().orElse(now), null);
		}
		OptionalInt code = this.directory.code();
		if (code.isPresent()) {
			return exited(code.getAsInt(), now,
					"The process that keeps the run's books was killed, so the log lacks its last line.");
		}
		return withdrawn()
				? new Ending(RunStatus.FAILED, null, now,
						"The process did not start within %d seconds.".formatted(START.toSeconds()))
				: new Ending(RunStatus.LOST, null, now, whyLost());
	}

	private static Ending exited(int code, Instant at, @Nullable String reason) {
		return new Ending((code == 0) ? RunStatus.SUCCEEDED : RunStatus.FAILED, code, at, reason);
	}

	/** Makes sure that the run will never have a process, if it had none. */
	boolean withdrawn() {
		try {
			return this.directory.exists() && this.directory.withdraw();
		}
		catch (IOException ex) {
			log.warn("The ticket of {} #{} cannot be withdrawn", run().app(), run().number(), ex);
			return false;
		}
	}

	private String whyLost() {
		if (!this.directory.exists()) {
			return "The run's folder was removed, and with it what would tell how the run ended.";
		}
		if (this.wrapper != null && !this.wrapper.ofThisBoot()) {
			return "The machine was restarted during the run, so nobody knows how far it came.";
		}
		return "The run's processes were killed, so nobody knows how far it came.";
	}

	private static boolean elapsed(long since, Duration duration) {
		return System.nanoTime() - since >= duration.toNanos();
	}

}
