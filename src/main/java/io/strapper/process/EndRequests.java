package io.strapper.process;

import io.strapper.home.Home;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Requests the end of runs. A request is recorded first; the node that has the run then
 * ends its processes.
 */
@Component
class EndRequests {

	private static final Logger log = LoggerFactory.getLogger(EndRequests.class);

	private final ActiveRuns runs;

	private final RunLedger ledger;

	private final RunPublisher publisher;

	private final Home home;

	EndRequests(ActiveRuns runs, RunLedger ledger, RunPublisher publisher, Home home) {
		this.runs = runs;
		this.ledger = ledger;
		this.publisher = publisher;
		this.home = home;
	}

	/**
	 * Cancels a run; harmless if it has just ended.
	 * @param run the run
	 * @param user the name of the user who cancels
	 */
	void cancel(Run run, String user) {
		boolean exited = WrapperFiles.of(this.home, run).exit().isPresent();
		if (!exited) {
			request(run, RunStatus.CANCELLED, user, null);
		}
		this.runs.find(run).ifPresent(ActiveRun::wake);
		this.runs.wake();
	}

	/**
	 * Requests the end of a run, unless its end was requested before.
	 * @param run the run
	 * @param end what its status will be
	 * @param user the name of the user who ends it, or null
	 * @param reason a sentence on why it is ended, or null
	 */
	void request(Run run, RunStatus end, @Nullable String user, @Nullable String reason) {
		this.ledger.requestEnd(run, end, user, reason).ifPresent((now) -> {
			log.info("{} #{} of {} is being ended: {}", run.action().label(), run.number(), run.app(), end.label());
			this.publisher.publish(new RunChanged(now));
		});
		this.runs.find(run).ifPresent((active) -> this.ledger.requestedEnd(run).ifPresent(active::requestEnd));
	}

}
