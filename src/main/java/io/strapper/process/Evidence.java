package io.strapper.process;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import io.strapper.run.ActiveRow;
import io.strapper.run.Outcome;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files and the processes of a run tell from outside, so that it makes no
 * difference which server started it. One thread looks; any may withdraw the ticket.
 */
class Evidence {

	private static final Logger log = LoggerFactory.getLogger(Evidence.class);

	/** How long a log is not written any more before it counts as final. */
	private static final Duration QUIET = Duration.ofSeconds(1);

	/** How long a file that looks as before is not read. */
	private static final Duration READ_ANYHOW = Duration.ofSeconds(10);

	private final WrapperFiles files;

	private final ProcessTree tree;

	private final Duration grace;

	private final LogWatch watch;

	private final Liveness liveness;

	private final Ticker ticker;

	private final long createdAt;

	/** How old the run was when it was taken up; a clock that is set does not matter. */
	private final Duration age;

	private Instant now = Instant.EPOCH;

	private @Nullable ProcessIdentity wrapper;

	private @Nullable FileTime codeTime;

	private @Nullable Long codeReadAt;

	Evidence(WrapperFiles files, ActiveRow row, Duration grace, Ticker ticker) {
		this.ticker = ticker;
		this.createdAt = ticker.nanos();
		this.files = files;
		this.tree = new ProcessTree(files, row.runId());
		this.grace = grace;
		this.watch = new LogWatch(files.log(), ticker, row.run().logProblem());
		this.liveness = new Liveness(files);
		this.age = files.wrapper().map(ProcessIdentity::age).orElse(Duration.ZERO);
	}

	/**
	 * Begins another look.
	 * @param now the time
	 */
	void look(Instant now) {
		this.now = now;
		if (wrapperIsKnown()) {
			this.watch.look(now, age());
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

	/** What somebody did to the log, as a sentence, or null. */
	@Nullable String logProblem() {
		return this.watch.harm();
	}

	void setLogProblem(String problem) {
		this.watch.setHarm(problem);
	}

	/** Whether nothing more will be written, although no wrapper says so. */
	boolean logIsQuiet() {
		return logProblem() != null || silence().compareTo(QUIET) >= 0;
	}

	/** Whether a wrapper has said who it is. */
	boolean wrapperIsKnown() {
		if (this.wrapper == null) {
			this.wrapper = this.files.wrapper().orElse(null);
		}
		return this.wrapper != null;
	}

	boolean folderExists() {
		return this.files.exists();
	}

	boolean begun() {
		return this.files.begun();
	}

	/**
	 * Looks whether {@code code} may tell something new. It is not read in each look: it
	 * costs one {@code stat} to see that it was written, or renamed to {@code exit}.
	 */
	boolean noticeCode() {
		FileTime before = this.codeTime;
		this.codeTime = this.files.codeTime();
		// Times of files are coarse: two writes may have one
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

	/** Whether the exit code can still be told by those whose task it is. */
	boolean alive() {
		return (this.wrapper != null) ? this.liveness.alive(this.wrapper) : processesAreLeft();
	}

	/** Whether there is no process group yet that could be signalled. */
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

	/** Keeps in mind, for the runs that follow, who could not be ended. */
	void rememberSurvivors(List<ProcessHandle> survivors) {
		if (!survivors.isEmpty()) {
			Survivors.write(this.files.directory(), survivors);
		}
	}

	/** Ends {@code script}, which the wrapper takes for the end of the terminal. */
	void killStuckTerminal() {
		if (this.wrapper != null) {
			ProcessHandle.of(this.wrapper.pid())
				.stream()
				.flatMap(ProcessHandle::children)
				.filter((child) -> child.info().command().filter((command) -> command.contains("/script")).isPresent())
				// It may be stopped, and would not notice that it is asked to
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

	/** How the run ended whose processes are gone. */
	Outcome outcome() {
		// Again: it may have been completed since it was last looked at
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
