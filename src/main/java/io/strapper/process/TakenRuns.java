package io.strapper.process;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.strapper.home.Home;
import io.strapper.run.ActiveRow;
import io.strapper.run.Outcome;
import io.strapper.run.Run;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** The runs that one node takes from another: what each of the two does about them. */
@Component
public class TakenRuns {

	private static final Logger log = LoggerFactory.getLogger(TakenRuns.class);

	private final ActiveRuns runs;

	private final RunPublisher publisher;

	private final RunSettings settings;

	private final Home home;

	private final Clock clock;

	private final Ticker ticker;

	TakenRuns(ActiveRuns runs, RunPublisher publisher, RunSettings settings, Home home, Clock clock, Ticker ticker) {
		this.runs = runs;
		this.publisher = publisher;
		this.settings = settings;
		this.home = home;
		this.clock = clock;
		this.ticker = ticker;
	}

	/**
	 * For the node that takes a run: how it has ended, if its files tell it. If not, no
	 * wrapper begins the run from now on.
	 * @param row what is recorded of the run
	 * @return the outcome, or empty if nobody knows it
	 */
	public Optional<Outcome> exited(ActiveRow row) {
		Evidence evidence = new Evidence(WrapperFiles.of(this.home, row.run()), row, this.settings.cancelGrace(),
				this.ticker);
		if (evidence.exit().isPresent()) {
			return Optional.of(evidence.outcome());
		}
		evidence.withdrawTicket();
		return Optional.empty();
	}

	/**
	 * For the node that has lost a run: ends the processes that are left of it, and waits
	 * for their end.
	 * @param row what is recorded of the run
	 */
	public void end(ActiveRow row) {
		Run run = row.run();
		Optional<ActiveRun> before = this.runs.find(run);
		before.ifPresent(this.runs::remove);
		ActiveRun left = this.runs.of(row);
		if (left.files().begun()) {
			log.warn("What is left of {} #{} of {} is being ended", run.action().label(), run.number(), run.app());
			left.enter(new Phase.Starting(null));
			left.requestEnd(RunStatus.LOST);
			while (left.check(this.clock).isEmpty()) {
				LockSupport.parkNanos(Phase.SHORT.toNanos());
			}
		}
		before.ifPresent((active) -> this.publisher.publish(new RunFinished(run)));
	}

}
