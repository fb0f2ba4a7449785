package io.strapper.process;

import java.time.Duration;
import java.util.OptionalInt;

import io.strapper.run.Outcome;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's life stands, as the files beside it and /proc tell. The files are made
 * before the start ({@code ticket} last) and are filled or renamed by the wrapper, so the
 * table holds across a crash of the server, of the wrapper, and of both:
 *
 * <pre>
 *            ticket | wrapper          | pid      | code        | exit
 * Claimed    (yes)  | -                | (blank)  | (blank)     | -      row committed, launch under way
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

	/** How often a run is looked at from which something is to be expected. */
	Duration SHORT = Duration.ofMillis(50);

	/** How often else: the kernel tells of most news before. */
	Duration LONG = Duration.ofMillis(500);

	/**
	 * The phase that the evidence speaks for: this one or a later one.
	 * @param seen what is to be seen now
	 * @param requested what the run's status will be, if its end was requested, or null
	 */
	Phase next(Evidence seen, @Nullable RunStatus requested);

	/** How long nobody needs to look again. */
	default Duration pause() {
		return SHORT;
	}

	/** Another thread launches the run: there is nothing to be checked. */
	record Claimed() implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			return this;
		}

	}

	/**
	 * Some wrapper is to begin the run.
	 *
	 * @param launcher the process that this server started to that end, or null: another
	 * server did
	 * @param since when this server began to wait, by {@link System#nanoTime()}
	 */
	record Starting(@Nullable ProcessHandle launcher, long since) implements Phase {

		/** How long a wrapper may take to say who it is. */
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
			// Another wrapper, started before a crash, may have been faster than ours
			return this.launcher == null || this.launcher.isAlive() || seen.begun();
		}

	}

	/** The wrapper has said who it is. */
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
			// After the look at the processes: they complete it before they go
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

	/** The process has exited; its terminal and the wrapper have yet to be through. */
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

	/** The end of the run was requested: its processes are asked to end, then made to. */
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

	/** Nothing more is to come: the row is to be finished. */
	record Over(Outcome outcome) implements Phase {

		@Override
		public Phase next(Evidence seen, @Nullable RunStatus requested) {
			return this;
		}

		@Override
		public Duration pause() {
			// The row could not be finished: the database is away
			return LONG.dividedBy(2);
		}

	}

	static boolean elapsed(long since, Duration duration) {
		return System.nanoTime() - since >= duration.toNanos();
	}

}
