package io.strapper.process;

import java.time.Duration;
import java.util.OptionalInt;

import io.strapper.run.Outcome;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * The phase of a run's life, derived from its files and /proc. The files are made before
 * the start ({@code ticket} last) and are filled or renamed by the wrapper, so the table
 * stays valid after a crash of the server, of the wrapper, or of both:
 *
 * <pre>
 *            ticket | wrapper          | pid      | code        | exit
 * Claimed    (yes)  | -                | (blank)  | (blank)     | -      row committed, launch under way
 * Delayed    (yes)  | -                | (blank)  | (blank)     | -      the launch waits for the database
 * Starting   yes    | -                | blank    | blank       | -      nobody has begun it
 *            -      | blank            | blank    | blank       | -      begun by whoever got the ticket
 * Running    -      | identity         | blank    | "unstarted" | -      the terminal is being made
 *            -      | identity         | identity | blank       | -      the action runs
 * Exited     -      | identity         | identity | number      | -      the process exited, its log may still grow
 * Ending     -      | any of the above three, and the end of the run was requested
 * Over       -      | identity         | identity | -           | number the log is final; only the row is to be finished
 * </pre>
 *
 * Three words, one for each event: an end is <em>requested</em> (column {@code ending}),
 * the process <em>exits</em> (files {@code code}, then {@code exit}), the row is
 * <em>finished</em> ({@code RunLedger.finish}, {@code RunFinished}).
 */
sealed interface Phase {

	/** Pause between two checks of a run that is about to change. */
	Duration SHORT = Duration.ofMillis(50);

	/** Pause otherwise: inotify usually reports a change before. */
	Duration LONG = Duration.ofMillis(500);

	/**
	 * The phase that matches the evidence: this one or a later one.
	 * @param seen the current evidence
	 * @param requested what the run's status will be, if its end was requested, or null
	 */
	Phase next(Evidence seen, @Nullable RunStatus requested);

	/** How long no other check is needed. */
	default Duration pause() {
		return SHORT;
	}

	/** Another thread launches the run: there is nothing to check. */
	record Claimed() implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			return this;
		}

	}

	/** The database did not answer when the run was to be launched: that comes later. */
	record Delayed() implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			return this;
		}

		@Override
		public Duration pause() {
			return LONG;
		}

	}

	/**
	 * A wrapper has to begin the run.
	 *
	 * @param launcher the wrapper that this server started, or null if another server
	 * started one
	 * @param since when this server began to wait, by {@link System#nanoTime()}
	 */
	record Starting(@Nullable ProcessHandle launcher, long since) implements Phase {

		/** How long a wrapper may take to write its identity. */
		private static final Duration LONGEST = Duration.ofSeconds(10);

		Starting(@Nullable ProcessHandle launcher) {
			this(launcher, System.nanoTime());
		}

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			if (seen.wrapperIsKnown()) {
				return new Running().next(seen, requested);
			}
			if (seen.folderExists() && !elapsed(this.since, LONGEST) && mayBegin(seen)) {
				return this;
			}
			if (requested != null) {
				seen.withdrawTicket();
				return new Ending(seen, requested).next(seen, requested);
			}
			return seen.processesAreLeft() ? this : new Over(seen.outcome());
		}

		private boolean mayBegin(Evidence seen) {
			// Another wrapper, started before a crash, may have begun the run
			return this.launcher == null || this.launcher.isAlive() || seen.begun();
		}

	}

	/** The wrapper has written its identity. */
	record Running() implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			boolean alive = seen.alive();
			if (requested != null) {
				return new Ending(seen, requested).next(seen, requested);
			}
			if (alive && !seen.noticeCode()) {
				return this;
			}
			// Read after the processes were checked, since they complete it before they
			// exit
			if (seen.exit().isPresent()) {
				return new Over(seen.outcome());
			}
			if (seen.code().isPresent()) {
				return new Exited(new Drain()).next(seen, null);
			}
			return alive ? this : new Over(seen.outcome());
		}

		@Override
		public Duration pause() {
			return LONG;
		}

	}

	/** The process has exited; its terminal and the wrapper have not finished yet. */
	record Exited(Drain drain) implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			boolean alive = seen.alive();
			if (requested != null) {
				return new Ending(seen, requested).next(seen, requested);
			}
			if (seen.exit().isPresent()) {
				return new Over(seen.outcome());
			}
			if (alive) {
				this.drain.look(seen);
				return this;
			}
			return seen.logIsQuiet() ? new Over(seen.outcome()) : this;
		}

	}

	/** The end of the run was requested: its processes get SIGTERM, then SIGKILL. */
	record Ending(Termination termination, Drain drain, RunStatus requested) implements Phase {

		Ending(Evidence seen, RunStatus requested) {
			this(seen.termination(requested), new Drain(), requested);
		}

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			boolean alive = seen.alive() && seen.exit().isEmpty();
			if (alive) {
				this.drain.look(seen);
			}
			if (alive && seen.hasYetToStart() || !this.termination.over(alive)) {
				return this;
			}
			OptionalInt code = seen.exit().isPresent() ? seen.exit() : seen.code();
			seen.rememberSurvivors(this.termination.survivors());
			return new Over(new Outcome(this.requested, code.isPresent() ? code.getAsInt() : null, seen.now(),
					this.termination.trouble()));
		}

	}

	/** The run is over; only the row is to be finished. */
	record Over(Outcome outcome) implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			return this;
		}

		@Override
		public Duration pause() {
			// The row could not be finished, since the database cannot be reached
			return LONG.dividedBy(2);
		}

	}

	static boolean elapsed(long since, Duration duration) {
		return System.nanoTime() - since >= duration.toNanos();
	}

}
