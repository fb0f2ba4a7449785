package io.strapper.process;

import java.util.NoSuchElementException;
import java.util.Optional;

import io.strapper.app.Action;
import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.node.NoNodeException;
import io.strapper.node.Placement;
import io.strapper.run.ActiveRow;
import io.strapper.run.DiskFullException;
import io.strapper.run.FreeSpace;
import io.strapper.run.Run;
import io.strapper.run.RunInProgressException;
import io.strapper.run.RunLedger;
import io.strapper.run.Runs;
import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Starts and cancels runs. The caller has checked that the user may press the button. */
@Component
public class Deployer {

	private final Apps apps;

	private final Runs runs;

	private final RunLedger ledger;

	private final ActiveRuns active;

	private final Transitions transitions;

	private final EndRequests ends;

	private final RunSettings settings;

	private final Placement placement;

	private final FreeSpace space;

	Deployer(Apps apps, Runs runs, RunLedger ledger, ActiveRuns active, Transitions transitions, EndRequests ends,
			RunSettings settings, Placement placement, FreeSpace space) {
		this.apps = apps;
		this.runs = runs;
		this.ledger = ledger;
		this.active = active;
		this.transitions = transitions;
		this.ends = ends;
		this.settings = settings;
		this.placement = placement;
		this.space = space;
	}

	/**
	 * Starts an action. A {@code stop} during a deploy cancels the deploy and starts as
	 * soon as it has ended. A deploy requires free disk space. Other actions do not,
	 * since taking an app down may free space.
	 * @param id the app
	 * @param action what to run
	 * @param user the name of the user who pressed
	 * @return the new run, or the active deploy that a stop will follow
	 * @throws ActionUnavailableException if the app has no such button
	 * @throws RunInProgressException if another run of the app is active
	 * @throws DiskFullException if the disk is too full for a deploy
	 * @throws NoNodeException if no node may run it now
	 */
	public Run start(AppId id, Action action, String user) {
		return start(id, action, user, null);
	}

	/**
	 * Starts an action as {@link #start(AppId, Action, String)} does.
	 * @param trigger the push that starts it, or null if a user pressed
	 */
	public Run start(AppId id, Action action, String user, @Nullable Trigger trigger) {
		try {
			return begin(id, action, user, trigger);
		}
		catch (DataAccessException | TransactionException ex) {
			// A commit may have come through that nobody heard of
			this.active.doubt();
			throw ex;
		}
	}

	private Run begin(AppId id, Action action, String user, @Nullable Trigger trigger) {
		App app = this.apps.find(id).orElseThrow(() -> ActionUnavailableException.noSuchApp(id));
		if (!app.actions().contains(action)) {
			throw ActionUnavailableException.noSuchAction(id, action);
		}
		while (true) {
			Optional<Run> busy = this.runs.active(id);
			if (busy.isEmpty()) {
				if (action == Action.DEPLOY) {
					this.space.require();
				}
				try {
					ActiveRow row = this.ledger.begin(id, action, user, this.settings.limitsOf(app), trigger,
							this.placement.of(app.nodes()));
					this.transitions.start(row);
					return this.runs.find(id, row.run().number()).orElse(row.run());
				}
				catch (DuplicateKeyException ex) {
					// Another press was recorded first; its run is the active one, unless
					// it has already ended
					continue;
				}
			}
			Run run = busy.get();
			if (!run.givesWayTo(action)) {
				throw new RunInProgressException(id, run);
			}
			if (this.ledger.stopAfter(run, user)) {
				return cancel(id, run.number(), user);
			}
		}
	}

	/**
	 * Cancels a run: asks its processes to end and, after a grace period, kills them.
	 * @param id the app
	 * @param number the run's number
	 * @param user the name of the user who cancels
	 * @return the run, which will end soon; a run that has ended is returned unchanged
	 * @throws NoSuchElementException if there is no such run
	 */
	public Run cancel(AppId id, long number, String user) {
		Run run = this.runs.find(id, number)
			.orElseThrow(() -> new NoSuchElementException("No run %d".formatted(number)));
		if (!run.ended()) {
			this.ends.cancel(run, user);
		}
		return this.runs.find(id, number).orElse(run);
	}

}
