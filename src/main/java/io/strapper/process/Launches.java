package io.strapper.process;

import java.time.Clock;

import io.strapper.app.App;
import io.strapper.app.Apps;
import io.strapper.home.DatabaseAway;
import io.strapper.run.Outcome;
import io.strapper.run.Printable;
import io.strapper.run.Run;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** How a recorded run gets its process, or the sentence on why it gets none. */
@Component
class Launches {

	private static final Logger log = LoggerFactory.getLogger(Launches.class);

	private final RunLedger ledger;

	private final Launcher launcher;

	private final Apps apps;

	private final Clock clock;

	Launches(RunLedger ledger, Launcher launcher, Apps apps, Clock clock) {
		this.ledger = ledger;
		this.launcher = launcher;
		this.apps = apps;
		this.clock = clock;
	}

	/**
	 * Launches a run, unless its end was requested before.
	 * @param active the run
	 * @return the phase that it goes on with
	 */
	Phase launch(ActiveRun active) {
		try {
			return launchNow(active);
		}
		catch (RuntimeException ex) {
			if (!DatabaseAway.isCauseOf(ex)) {
				throw ex;
			}
			log.warn("{} #{} of {} is started when the database can be reached again", active.run().action().label(),
					active.run().number(), active.run().app());
			return new Phase.Delayed();
		}
	}

	private Phase launchNow(ActiveRun active) {
		Run run = active.run();
		// A cancel that came before this run was known here found nobody to tell
		this.ledger.requestedEnd(run).ifPresent(active::requestEnd);
		RunStatus end = active.requestedEnd();
		if (end != null && active.withdrawTicket()) {
			return over(end, "The run was cancelled before it started.");
		}
		try {
			App app = this.apps.find(run.app())
				.orElseThrow(() -> new LaunchException("The app's folder no longer exists."));
			ProcessHandle process = this.launcher.launch(run, active.row().runId(), app);
			log.info("{} #{} of {} started by {}", run.action().label(), run.number(), run.app(),
					Printable.of(run.startedBy()));
			return new Phase.Starting(process);
		}
		catch (LaunchException ex) {
			// Unless a wrapper that was started before a crash has begun it
			return active.files().begun() ? new Phase.Starting(null)
					: over(RunStatus.FAILED, String.valueOf(ex.getMessage()));
		}
	}

	private Phase over(RunStatus status, String reason) {
		return new Phase.Over(new Outcome(status, null, this.clock.instant(), reason));
	}

}
