package io.strapper.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import io.strapper.run.ActiveRow;
import io.strapper.run.Ending;
import io.strapper.run.Limits;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
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
	 * How long a terminal may go on after the action's end. What the action left behind
	 * may write to it without a pause, and would keep it for ever; and {@code script}
	 * waits for ever if it was stopped and its child ended before it was told to go on,
	 * for of two signals about a child it gets the first only.
	 */
	private static final Duration DRAIN = Duration.ofSeconds(2);

	/** How long a log is not written any more before it counts as final. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	private final ActiveRow row;

	private final WrapperFiles files;

	private final ProcessTree tree;

	private final Termination termination;

	private final long createdAt = System.nanoTime();

	/** How old the run was when it was taken up; a clock that is set does not matter. */
	private final Duration age;

	private final LogWatch watch;

	private @Nullable String warning;

	private @Nullable ProcessIdentity wrapper;

	private @Nullable Long codeSeenAt;

	private volatile @Nullable ProcessHandle launched;

	private volatile @Nullable RunStatus ending;

	private volatile @Nullable Ending refused;

	private volatile boolean started;

	ActiveRun(ActiveRow row, WrapperFiles files, Duration grace) {
		this.row = row;
		this.files = files;
		this.tree = new ProcessTree(files, row.runId());
		this.termination = new Termination(this.tree, grace);
		this.ending = row.ending();
		this.watch = new LogWatch(files.log());
		this.age = files.wrapper().map(ProcessIdentity::age).orElse(Duration.ZERO);
	}

	Run run() {
		return this.row.run();
	}

	ActiveRow row() {
		return this.row;
	}

	WrapperFiles files() {
		return this.files;
	}

	/** Whether there is something to check. */
	boolean started() {
		return this.started;
	}

	void setStarted() {
		this.started = true;
	}

	/** Says who is to begin the run. */
	void launched(ProcessHandle process) {
		this.launched = process;
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

	/**
	 * Why the run is to be ended though nobody cancelled it.
	 * @return one sentence, or empty if it may go on
	 */
	Optional<String> overrun() {
		Limits limits = this.row.limits();
		if (this.ending != null) {
			return Optional.empty();
		}
		if (reached(age(), limits.timeout())) {
			return Optional.of("The run took longer than its timeout of %s.".formatted(text(limits.timeout())));
		}
		return reached(this.watch.silence(), limits.silence())
				? Optional
					.of("The run wrote nothing for %s, which is its silence-timeout.".formatted(text(limits.silence())))
				: Optional.empty();
	}

	/** What is going to happen to the run, as a sentence, or null. */
	@Nullable String warning() {
		return this.warning;
	}

	/**
	 * Finds out whether there is reason to warn: half of the time of silence is over.
	 * @return whether that has changed
	 */
	boolean warns() {
		if (this.ending != null) {
			return false;
		}
		Duration silence = this.row.limits().silence();
		Duration half = (silence != null) ? silence.dividedBy(2) : null;
		String before = this.warning;
		this.warning = reached(this.watch.silence(), half)
				? "The run has written nothing for %s; after %s of silence it will be ended.".formatted(text(half),
						text(silence))
				: null;
		return !Objects.equals(before, this.warning);
	}

	private static boolean reached(Duration time, @Nullable Duration limit) {
		return limit != null && time.compareTo(limit) >= 0;
	}

	private Duration age() {
		return this.age.plusNanos(System.nanoTime() - this.createdAt);
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
		boolean alive = alive();
		if (this.wrapper != null) {
			this.watch.look(now, age());
		}
		OptionalInt exit = this.files.exit();
		if (exit.isEmpty() && alive) {
			drain();
		}
		if (this.ending != null) {
			return checkEnding(this.ending, alive, now);
		}
		if (exit.isEmpty() && alive) {
			return Optional.empty();
		}
		if (exit.isEmpty() && this.files.code().isPresent() && !quiet()) {
			return Optional.empty();
		}
		return Optional.of(exited(now));
	}

	private Optional<Ending> checkEnding(RunStatus ending, boolean there, Instant now) {
		boolean alive = there && this.files.exit().isEmpty();
		boolean starting = alive && this.files.process().isEmpty();
		if (starting || !this.termination.over(alive)) {
			return Optional.empty();
		}
		OptionalInt code = this.files.exit().isPresent() ? this.files.exit() : this.files.code();
		return Optional.of(new Ending(ending, code.isPresent() ? code.getAsInt() : null, now, survivors()));
	}

	private @Nullable String survivors() {
		String survivors = this.termination.survivors();
		return survivors.isEmpty() ? null
				: "Processes that could not be ended are still there: %s.".formatted(survivors);
	}

	private static String text(@Nullable Duration duration) {
		return String.valueOf(duration).toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

	/** Whether the exit code can still be told by those whose task it is. */
	private boolean alive() {
		if (this.wrapper == null) {
			this.wrapper = this.files.wrapper().orElse(null);
		}
		if (this.wrapper == null) {
			ProcessHandle launched = this.launched;
			// Another wrapper, started before a crash, may have been faster than ours
			boolean starting = this.files.exists() && !elapsed(this.createdAt, START)
					&& (launched == null || launched.isAlive() || this.files.begun());
			return starting || !this.tree.marked().isEmpty();
		}
		return this.wrapper.alive() || this.files.process().filter(ProcessIdentity::alive).isPresent();
	}

	private void drain() {
		if (this.files.code().isEmpty() || this.wrapper == null) {
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
				// It may be stopped, and would not notice that it is asked to
				.forEach(ProcessHandle::destroyForcibly);
		}
	}

	/** The wrapper is gone, but {@code script} may still be writing what it has read. */
	private boolean quiet() {
		return this.watch.harm() != null || reached(this.watch.silence(), QUIET);
	}

	private Ending exited(Instant now) {
		// Again: it may have been completed since it was last looked at
		OptionalInt exit = this.files.exit();
		if (exit.isPresent()) {
			return exited(exit.getAsInt(), this.files.exitedAt().orElse(now),
					(this.watch.harm() != null) ? this.watch.harm() : this.files.trouble());
		}
		OptionalInt code = this.files.code();
		if (code.isPresent()) {
			String trouble = this.files.trouble();
			return exited(code.getAsInt(), now, (trouble != null) ? trouble
					: "The process that keeps the run's books was killed, so the log lacks its last line.");
		}
		if (this.files.trouble() != null) {
			return new Ending(RunStatus.FAILED, null, now, this.files.trouble());
		}
		return withdrawn()
				? new Ending(RunStatus.FAILED, null, now,
						"The system did not let the process start; the log may tell why.")
				: new Ending(RunStatus.LOST, null, now, whyLost());
	}

	private static Ending exited(int code, Instant at, @Nullable String reason) {
		return new Ending((code == 0) ? RunStatus.SUCCEEDED : RunStatus.FAILED, code, at, reason);
	}

	/** Makes sure that the run will never have a process, if it had none. */
	boolean withdrawn() {
		try {
			return this.files.exists() && this.files.withdraw();
		}
		catch (IOException ex) {
			log.warn("The ticket of {} #{} cannot be withdrawn", run().app(), run().number(), ex);
			return false;
		}
	}

	private String whyLost() {
		if (!this.files.exists()) {
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
