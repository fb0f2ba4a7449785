package io.strapper.process;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.home.DatabaseAway;
import io.strapper.node.Lease;
import io.strapper.node.NoNodeException;
import io.strapper.node.Node;
import io.strapper.node.Placement;
import io.strapper.run.ActiveRow;
import io.strapper.run.Limits;
import io.strapper.run.LogProblems;
import io.strapper.run.Outcome;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStarted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Takes an active run from phase to phase: launches it, checks it, finishes its row and
 * starts its successor. A failure with one run does not affect the others.
 */
@Component
class Transitions {

	private static final Logger log = LoggerFactory.getLogger(Transitions.class);

	private final Node us;

	private final Lease lease;

	private final Placement placement;

	private final ActiveRuns runs;

	private final EndRequests ends;

	private final RunLedger ledger;

	private final LogProblems problems;

	private final Launches launches;

	private final Apps apps;

	private final RunSettings settings;

	private final RunPublisher publisher;

	private final Clock clock;

	private final Set<AppId> troubled = ConcurrentHashMap.newKeySet();

	Transitions(Node us, Lease lease, Placement placement, ActiveRuns runs, EndRequests ends, RunLedger ledger,
			LogProblems problems, Launches launches, Apps apps, RunSettings settings, RunPublisher publisher,
			Clock clock) {
		this.us = us;
		this.lease = lease;
		this.placement = placement;
		this.runs = runs;
		this.ends = ends;
		this.ledger = ledger;
		this.problems = problems;
		this.launches = launches;
		this.apps = apps;
		this.settings = settings;
		this.publisher = publisher;
		this.clock = clock;
	}

	/**
	 * Starts the process of a run that has just been recorded, if it is this node's.
	 * @param row what is recorded
	 */
	void start(ActiveRow row) {
		if (Objects.equals(row.run().node(), this.us.owner())) {
			this.runs.add(row).ifPresent(this::launch);
		}
	}

	/**
	 * Launches a run that was added, and publishes that it has started. While the
	 * database cannot be reached, this waits for later checks.
	 */
	void launch(ActiveRun active) {
		Phase phase = new Phase.Starting(null);
		try {
			phase = this.launches.launch(active);
		}
		finally {
			// Whatever failed here, the process may exist: a check finds out
			if (!(phase instanceof Phase.Delayed)) {
				this.publisher.publish(new RunStarted(active.run()));
			}
			if (phase instanceof Phase.Over over && this.lease.held()) {
				attempt(active, () -> finish(active, over.outcome()));
			}
			active.enter(phase);
			this.runs.wake();
		}
	}

	/** Checks a run, and records what has changed. */
	void check(ActiveRun active) {
		attempt(active, () -> {
			if (active.isDelayed()) {
				launchLate(active);
			}
			else {
				update(active, active.check(this.clock));
			}
		});
	}

	/** Another node may have taken the run over since it was recorded. */
	private void launchLate(ActiveRun active) {
		if (!this.lease.held()) {
			return;
		}
		Run run = active.run();
		if (this.ledger.activeRow(run.app(), run.number(), this.us.owner()).isPresent()) {
			launch(active);
		}
		else {
			this.runs.remove(active);
			publishFinished(run);
		}
	}

	/** Finishes a run that is over already. */
	void finishIfOver(ActiveRun active) {
		attempt(active, () -> active.check(this.clock).ifPresent((outcome) -> finish(active, outcome)));
	}

	/**
	 * Runs a task for a run. A failure, for example of the database, is logged once, and
	 * the next check tries again.
	 */
	private void attempt(ActiveRun active, Runnable task) {
		try {
			task.run();
			this.troubled.remove(active.run().app());
		}
		catch (RuntimeException | Error ex) {
			if (DatabaseAway.isCauseOf(ex)) {
				// Its successor may be on record
				this.runs.doubt();
			}
			if (this.troubled.add(active.run().app())) {
				log.error("Cannot tell how {} #{} stands", active.run().app(), active.run().number(), ex);
			}
		}
	}

	private void update(ActiveRun active, Optional<Outcome> end) {
		if (!this.lease.held()) {
			return;
		}
		String problem = active.unrecordedLogProblem();
		if (problem != null) {
			this.problems.report(active.run(), problem);
			active.logProblemRecorded(problem);
		}
		end.ifPresentOrElse((outcome) -> finish(active, outcome), () -> {
			if (active.requestedEnd() == null) {
				heed(active);
			}
		});
	}

	/** Warns of a run's deadlines, and ends it when one has passed. */
	private void heed(ActiveRun active) {
		Deadlines deadlines = active.deadlines();
		deadlines.look();
		String warning = deadlines.warning();
		if (!Objects.equals(warning, active.warning())) {
			this.ledger.warn(active.run(), warning).ifPresent((now) -> {
				this.publisher.publish(new RunChanged(now));
				if (deadlines.isWaiting()) {
					this.publisher.publish(new RunChanged.ToWaiting(now));
				}
			});
			active.setWarning(warning);
		}
		deadlines.overdue()
			.ifPresent((overdue) -> this.ends.request(active.run(), overdue.end(), null, overdue.reason()));
	}

	private void finish(ActiveRun active, Outcome outcome) {
		AppId id = active.run().app();
		Limits limits = this.apps.find(id).map(this.settings::limitsOf).orElseGet(this.settings::limits);
		Optional<RunLedger.Finished> finished = this.ledger.finish(active.run(), outcome,
				active.files().directory().logSize(), limits, nodeOfSuccessor(active));
		this.runs.remove(active);
		finished.ifPresentOrElse((end) -> {
			Run run = end.run();
			log.info("{} #{} of {} {}, exit code {}{}", run.action().label(), run.number(), id, run.status().label(),
					run.exitCode(), (run.reason() != null) ? ": " + run.reason() : "");
			this.publisher.publish(new RunFinished(run));
			if (end.successor() != null) {
				start(end.successor());
			}
		}, () -> publishFinished(active.run()));
	}

	/**
	 * Another node has recorded the end, and who follows the log here may not know it.
	 */
	private void publishFinished(Run run) {
		this.ledger.find(run)
			.filter((now) -> now.status().ended())
			.ifPresent((now) -> this.publisher.publish(new RunFinished(now)));
	}

	/** A stop that was pressed is started even if the nodes that may run it are away. */
	private @Nullable String nodeOfSuccessor(ActiveRun active) {
		try {
			return (active.requestedEnd() == null) ? this.us.owner()
					: this.placement.of(this.apps.find(active.run().app()).map(App::nodes).orElse(List.of()));
		}
		catch (NoNodeException ex) {
			return this.us.owner();
		}
	}

}
