package io.strapper.process;

import io.strapper.app.AppId;
import io.strapper.home.Home;
import io.strapper.node.Node;
import io.strapper.run.ActiveRow;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes up runs of this node that are on record and that it did not record itself: those
 * that it had when it was stopped, and those that were pressed on another node.
 */
@Component
public class Adoption {

	private static final Logger log = LoggerFactory.getLogger(Adoption.class);

	private final Node us;

	private final ActiveRuns runs;

	private final Transitions transitions;

	private final RunLedger ledger;

	private final RunPublisher publisher;

	private final Home home;

	Adoption(Node us, ActiveRuns runs, Transitions transitions, RunLedger ledger, RunPublisher publisher, Home home) {
		this.us = us;
		this.runs = runs;
		this.transitions = transitions;
		this.ledger = ledger;
		this.publisher = publisher;
		this.home = home;
	}

	/** Adopts the active runs of this node, when it starts. */
	void adoptAll() {
		claim();
		this.ledger.activeRows(this.us.owner()).forEach((row) -> this.runs.add(row).ifPresent(this::adopt));
	}

	/**
	 * A server that was alone may have left runs behind: those of this machine are ours.
	 */
	private void claim() {
		String node = this.us.owner();
		if (node != null) {
			this.ledger.activeRows(null)
				.stream()
				.map(ActiveRow::run)
				.filter((run) -> run.node() == null && WrapperFiles.of(this.home, run).isOfThisMachine())
				.forEach((run) -> this.ledger.claim(run, node));
		}
	}

	private void adopt(ActiveRun active) {
		if (active.files().exists() && !active.files().begun()) {
			this.transitions.launch(active);
			return;
		}
		active.enter(new Phase.Starting(null));
		this.transitions.finishIfOver(active);
		if (this.runs.contains(active)) {
			Run run = active.run();
			log.info("{} #{} of {} goes on", run.action().label(), run.number(), run.app());
			this.publisher.publish(new RunStarted(run));
		}
	}

	/**
	 * Goes on with a run of this node as it is on record: starts one that was pressed on
	 * another node, and ends one whose end was requested there.
	 * @param app the app
	 * @param number the run's number
	 * @param requestedEnd what its status will be, or null
	 */
	public void goOn(AppId app, long number, @Nullable RunStatus requestedEnd) {
		ActiveRun active = this.runs.find(app).orElse(null);
		if (active == null || active.run().number() < number) {
			// Read again: it may have ended since
			this.ledger.activeRow(app, number, this.us.owner()).flatMap(this.runs::add).ifPresent(this::takeUp);
		}
		else if (active.run().number() == number && requestedEnd != null && active.requestedEnd() == null) {
			active.requestEnd(requestedEnd);
			this.ledger.find(active.run()).ifPresent((now) -> this.publisher.publish(new RunChanged(now)));
			this.runs.wake();
		}
	}

	/**
	 * Takes up runs of this node that are on record, though nobody heard that they were
	 * recorded. While the database cannot be reached, a later call does it. Not in the
	 * thread that checks runs, which must not wait for the database.
	 */
	@Scheduled(fixedDelay = 1000)
	void takeUpUnheard() {
		if (this.runs.isDoubtful()) {
			this.runs.beSure();
			try {
				this.ledger.activeRows(this.us.owner()).forEach(this::takeUpUnheard);
				this.runs.wake();
			}
			catch (RuntimeException ex) {
				this.runs.doubt();
				log.error("The active runs cannot be read", ex);
			}
		}
	}

	private void takeUpUnheard(ActiveRow row) {
		if (this.runs.find(row.run().app()).filter((it) -> it.run().number() < row.run().number()).isPresent()) {
			// It follows a run whose end has yet to be published
			this.runs.doubt();
		}
		else {
			this.runs.add(row).ifPresent((active) -> active.enter(new Phase.Delayed()));
		}
	}

	private void takeUp(ActiveRun active) {
		if (active.files().begun()) {
			active.enter(new Phase.Starting(null));
			this.publisher.publish(new RunStarted(active.run()));
			this.runs.wake();
		}
		else {
			this.transitions.launch(active);
		}
	}

}
