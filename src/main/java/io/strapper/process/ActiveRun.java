package io.strapper.process;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.strapper.log.Masks;
import io.strapper.run.ActiveRow;
import io.strapper.run.Outcome;
import io.strapper.run.Run;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * One run and the phase of its life, see {@link Phase}. One thread checks it; any may
 * request its end. Before it is checked, one thread launches it.
 */
class ActiveRun {

	private final ActiveRow row;

	private final WrapperFiles files;

	private final Evidence evidence;

	private final Deadlines deadlines;

	private volatile Phase phase = new Phase.Claimed();

	private volatile @Nullable RunStatus requestedEnd;

	/** When the next check is due, by {@link System#nanoTime()}. */
	private long due = System.nanoTime();

	/** Whether somebody asked for a check. */
	private volatile boolean woken;

	private @Nullable String warning;

	private volatile boolean logProblemOnRecord;

	ActiveRun(ActiveRow row, WrapperFiles files, Masks masks, RunSettings settings, Ticker ticker) {
		this.row = row;
		this.files = files;
		this.evidence = new Evidence(files, row, settings.cancelGrace(), ticker);
		this.deadlines = new Deadlines(row.limits(), settings.inputTimeout().value(), this.evidence,
				new InputWatch(files, masks, ticker));
		this.requestedEnd = row.requestedEnd();
		this.warning = row.run().warning();
		this.logProblemOnRecord = row.run().logProblem() != null;
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

	/** Whether the run is still being launched, and not to be checked. */
	boolean isClaimed() {
		return this.phase instanceof Phase.Claimed;
	}

	/** Whether the run is still to be launched, by the thread that checks it. */
	boolean isDelayed() {
		return this.phase instanceof Phase.Delayed;
	}

	/** Goes on from {@link Phase.Claimed}: from now on the run is checked. */
	void enter(Phase phase) {
		this.phase = phase;
	}

	/**
	 * Makes sure that the run will never have a process.
	 * @return whether it had none
	 */
	boolean withdrawTicket() {
		return this.evidence.withdrawTicket();
	}

	@Nullable RunStatus requestedEnd() {
		return this.requestedEnd;
	}

	/**
	 * Requests the end of the run's processes, from the next check on.
	 * @param end what the run's status will be
	 */
	void requestEnd(RunStatus end) {
		this.requestedEnd = end;
		wake();
	}

	/** Makes a check due now; any thread may. */
	void wake() {
		this.woken = true;
	}

	/** How long until the next check is due; zero if it is due. */
	Duration untilDue() {
		return Duration.ofNanos(this.woken ? 0 : Math.max(0, this.due - System.nanoTime()));
	}

	/**
	 * Checks the state of the run, and continues to end it if its end was requested.
	 * @param clock the wall clock
	 * @return the outcome for its row, or empty if it goes on
	 */
	Optional<Outcome> check(InstantSource clock) {
		// Reset before the look, so that a wake meanwhile counts
		this.woken = false;
		this.evidence.look(clock);
		this.phase = this.phase.next(this.evidence, this.requestedEnd);
		return (this.phase instanceof Phase.Over over) ? Optional.of(over.outcome()) : Optional.empty();
	}

	/** A problem of the log that is not yet recorded: a sentence, or null. */
	@Nullable String unrecordedLogProblem() {
		return this.logProblemOnRecord ? null : this.evidence.logProblem();
	}

	/** Notes that a problem of the log was recorded. Any thread may call this. */
	void logProblemRecorded(String problem) {
		this.evidence.setLogProblem(problem);
		this.logProblemOnRecord = true;
	}

	/** Schedules the next check for when something can have changed. */
	void rest() {
		Duration limit = this.deadlines.untilNext();
		Duration pause = this.phase.pause();
		this.due = System.nanoTime() + ((limit.compareTo(pause) < 0) ? limit : pause).toNanos();
	}

	/** The deadlines of the run. */
	Deadlines deadlines() {
		return this.deadlines;
	}

	/** The recorded warning, or null. */
	@Nullable String warning() {
		return this.warning;
	}

	void setWarning(@Nullable String warning) {
		this.warning = warning;
	}

}
