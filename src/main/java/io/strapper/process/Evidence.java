package io.strapper.process;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

import io.strapper.process.proc.Liveness;
import io.strapper.process.proc.ProcessIdentity;
import io.strapper.run.ActiveRow;
import io.strapper.run.Outcome;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes a run by its files and processes only, so that it makes no difference which
 * server started it. One thread looks; any may withdraw the ticket.
 */
class Evidence {

	private static final Logger log = LoggerFactory.getLogger(Evidence.class);

	/** How long a log must be quiet to count as final. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	/** How long a file is not read again if its time is unchanged. */
	private static final Duration READ_ANYHOW = Duration.ofSeconds(10);

	private final WrapperFiles files;

	private final ProcessTree tree;

	private final Duration grace;

	private final LogWatch watch;

	private final Liveness liveness;

	private final Ticker ticker;

	private final long createdAt;

	/** The age of the run when it was taken up, independent of the wall clock. */
	private final Duration age;

	private Instant now = Instant.EPOCH;

	private @Nullable ProcessIdentity wrapper;

	private boolean readOnly;

	private @Nullable FileTime codeTime;

	private @Nullable Long codeReadAt;

	Evidence(WrapperFiles files, ActiveRow row, Duration grace, Ticker ticker) {
		this.ticker = ticker;
		this.createdAt = ticker.nanos();
		this.files = files;
		this.tree = new ProcessTree(files, row.runId());
		this.grace = grace;
		this.watch = new LogWatch(files.log(), ticker, row.run().logProblem());
		this.liveness = new Liveness(files::process);
		this.age = files.wrapper().map(ProcessIdentity::age).orElse(Duration.ZERO);
	}

	/**
	 * Begins another look.
	 * @param clock the wall clock
	 */
	void look(InstantSource clock) {
		// First the clock that the other is compared with: what passes between counts as
		// silence
		long nanos = this.ticker.nanos();
		this.now = clock.instant();
		if (wrapperIsKnown()) {
			this.watch.look(nanos, this.now, this.age.plusNanos(nanos - this.createdAt));
		}
	}

	/** The time of this look. */
	Instant now() {
		return this.now;
	}

	Duration age() {
		return this.age.plus(this.ticker.since(this.createdAt));
	}

	/** For how long nothing was written. */
	Duration silence() {
		return this.watch.silence();
	}

	/** The problem of the log: a sentence, or null. */
	@Nullable String logProblem() {
		return this.watch.problem();
	}

	void setLogProblem(String problem) {
		this.watch.setProblem(problem);
	}

	/** Whether the log counts as final without a word from the wrapper. */
	boolean logIsQuiet() {
		return logProblem() != null || silence().compareTo(QUIET) >= 0;
	}

	/** Whether a wrapper has written its identity. */
	boolean wrapperIsKnown() {
		if (this.wrapper == null) {
			this.wrapper = this.files.wrapper().orElse(null);
		}
		return this.wrapper != null;
	}

	boolean folderExists() {
		return this.files.exists();
	}

	/**
	 * Whether the folder of the run cannot be written now, so that nobody can tell how
	 * the run ends. The server's log says so once.
	 */
	boolean folderIsReadOnly() {
		boolean now = folderExists() && !this.files.writable();
		if (now && !this.readOnly) {
			log.warn("{} cannot be written: how its run ends is recorded when it can", this.files.directory().path());
		}
		else if (this.readOnly && !now) {
			log.info("{} can be written again", this.files.directory().path());
		}
		this.readOnly = now;
		return now;
	}

	boolean begun() {
		return this.files.begun();
	}

	/**
	 * Whether {@code code} may have changed. The file is not read in each look: one
	 * {@code stat} shows whether it was written, or renamed to {@code exit}.
	 */
	boolean noticeCode() {
		FileTime before = this.codeTime;
		this.codeTime = this.files.codeTime();
		// Two writes may have the same time, since times of files are coarse
		boolean due = this.codeReadAt == null || this.ticker.elapsed(this.codeReadAt, READ_ANYHOW);
		if (due || !this.codeTime.equals(before)) {
			this.codeReadAt = this.ticker.nanos();
			return true;
		}
		return false;
	}

	OptionalInt code() {
		return this.files.code();
	}

	OptionalInt exit() {
		return this.files.exit();
	}

	/** Whether a process is alive that can still report the exit code. */
	boolean alive() {
		return (this.wrapper != null) ? this.liveness.alive(this.wrapper) : processesAreLeft();
	}

	/** Whether the process group does not exist yet. */
	boolean hasYetToStart() {
		return folderExists() && this.files.process().isEmpty();
	}

	boolean processesAreLeft() {
		return !this.tree.marked().isEmpty();
	}

	/** How the run is ended, whose log is to say so in its last line. */
	Termination termination(RunStatus end) {
		try {
			if (folderExists()) {
				this.files.tellEnd(end);
			}
		}
		catch (IOException ex) {
			log.warn("The log in {} will not say how the run ended", this.files.directory().path(), ex);
		}
		return new Termination(this.tree, this.grace, this.ticker);
	}

	/** Records the processes that could not be ended, for the runs that follow. */
	void rememberSurvivors(List<ProcessHandle> survivors) {
		if (!survivors.isEmpty()) {
			Survivors.write(this.files.directory(), survivors);
		}
	}

	/** Kills {@code script}; the wrapper then goes on as if the terminal had ended. */
	void killStuckTerminal() {
		if (this.wrapper != null) {
			ProcessHandle.of(this.wrapper.pid())
				.stream()
				.flatMap(ProcessHandle::children)
				.filter((child) -> child.info().command().filter((command) -> command.contains("/script")).isPresent())
				// SIGKILL, since a stopped process does not handle SIGTERM
				.forEach(ProcessHandle::destroyForcibly);
		}
	}

	/**
	 * Makes sure that the run will never have a process.
	 * @return whether it had none
	 */
	boolean withdrawTicket() {
		try {
			return this.files.exists() && this.files.withdraw();
		}
		catch (IOException ex) {
			log.warn("The ticket in {} cannot be withdrawn", this.files.directory().path(), ex);
			return false;
		}
	}

	/** The outcome of a run whose processes are gone. */
	Outcome outcome() {
		// Read again, since it may have been completed after the last look
		OptionalInt exit = exit();
		String trouble = this.files.trouble();
		if (exit.isPresent()) {
			return exited(exit.getAsInt(), this.files.exitedAt().orElse(this.now),
					(logProblem() != null) ? logProblem() : trouble);
		}
		OptionalInt code = code();
		if (code.isPresent()) {
			return exited(code.getAsInt(), this.now,
					(trouble != null) ? trouble : "The wrapper process was killed, so the log has no closing line.");
		}
		if (trouble != null) {
			return new Outcome(RunStatus.FAILED, null, this.now, trouble);
		}
		return withdrawTicket()
				? new Outcome(RunStatus.FAILED, null, this.now,
						"The process could not be started. The log may say why.")
				: new Outcome(RunStatus.LOST, null, this.now, whyLost());
	}

	private static Outcome exited(int code, Instant at, @Nullable String reason) {
		return new Outcome((code == 0) ? RunStatus.SUCCEEDED : RunStatus.FAILED, code, at, reason);
	}

	private String whyLost() {
		if (!folderExists()) {
			return "The run's folder was removed, so how it ended is unknown.";
		}
		if (this.wrapper != null && !this.wrapper.ofThisBoot()) {
			return "The machine restarted during the run; how far it got is unknown.";
		}
		return "The run's processes were killed from outside; how far it got is unknown.";
	}

}
