package io.strapper.process;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;
import io.strapper.home.Home;
import io.strapper.run.ActiveRow;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunSecrets;
import io.strapper.watch.WakeUp;
import io.strapper.watch.WakeUps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The runs of this node that have not finished, at most one per app, from the commit of
 * their row to the commit of their end. Any thread may look one up, add or remove it.
 */
@Component
class ActiveRuns {

	private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);

	private final RunSecrets secrets;

	private final Home home;

	private final RunSettings settings;

	private final Ticker ticker;

	private final WakeUps wakeUps;

	private final Map<AppId, ActiveRun> all = new ConcurrentHashMap<>();

	private final Map<ActiveRun, WakeUp.Watch> watches = new ConcurrentHashMap<>();

	private WakeUp wakeUp = WakeUp.none();

	private volatile Runnable onWake = () -> {
	};

	private volatile boolean doubtful;

	ActiveRuns(RunSecrets secrets, Home home, RunSettings settings, Ticker ticker, WakeUps wakeUps) {
		this.secrets = secrets;
		this.home = home;
		this.settings = settings;
		this.ticker = ticker;
		this.wakeUps = wakeUps;
	}

	/**
	 * Begins to watch the folders of the runs that are added from now on.
	 * @param onWake is called when a check of a run may be due; it must not block
	 */
	void open(Runnable onWake) {
		this.wakeUp = this.wakeUps.start("run-folders");
		this.onWake = onWake;
	}

	/** Forgets all runs and watches. The processes go on. */
	void close() {
		this.watches.clear();
		this.all.clear();
		try {
			this.wakeUp.close();
		}
		catch (IOException ex) {
			log.debug("A watch was not closed", ex);
		}
	}

	Collection<ActiveRun> all() {
		return this.all.values();
	}

	/** The active run of an app. */
	Optional<ActiveRun> find(AppId app) {
		return Optional.ofNullable(this.all.get(app));
	}

	/** A run, if it is active on this node. */
	Optional<ActiveRun> find(Run run) {
		return find(run.app()).filter((active) -> active.run().number() == run.number());
	}

	/** Whether a run is among the active ones. */
	boolean contains(ActiveRun active) {
		return this.all.containsValue(active);
	}

	/**
	 * Adds a run.
	 * @param row what is recorded of it
	 * @return the run, or empty if it was added before, or a later one of its app was
	 */
	Optional<ActiveRun> add(ActiveRow row) {
		Run run = row.run();
		ActiveRun active = of(row);
		ActiveRun there = this.all.compute(run.app(),
				(app, before) -> (before != null && before.run().number() >= run.number()) ? before : active);
		if (there != active) {
			return Optional.empty();
		}
		watch(active);
		return Optional.of(active);
	}

	/** A run that is not among the active ones. */
	ActiveRun of(ActiveRow row) {
		Run run = row.run();
		return new ActiveRun(row, WrapperFiles.of(this.home, run), this.secrets.masks(run.app(), run.number()),
				this.settings, this.ticker);
	}

	/** The end of a run is a file in its folder. */
	private void watch(ActiveRun active) {
		this.watches.put(active, this.wakeUp.watchNew(active.files().directory().path(), (watch) -> {
			watch.rearm();
			active.wake();
			wake();
		}));
	}

	/**
	 * Notes that a run may be on record that is not here: the database went in the middle
	 * of a commit, and nobody heard what became of it.
	 */
	void doubt() {
		this.doubtful = true;
	}

	boolean isDoubtful() {
		return this.doubtful;
	}

	/** Notes that the record is read again. */
	void beSure() {
		this.doubtful = false;
	}

	/** Has the runs checked that are due, or were woken. */
	void wake() {
		this.onWake.run();
	}

	void remove(ActiveRun active) {
		this.all.remove(active.run().app(), active);
		WakeUp.Watch watch = this.watches.remove(active);
		if (watch != null) {
			watch.cancel();
		}
	}

	/** A follower of the log may find a problem before a check does. */
	@EventListener
	void changed(RunChanged event) {
		String problem = event.run().logProblem();
		if (problem != null) {
			find(event.run()).ifPresent((active) -> active.logProblemRecorded(problem));
		}
	}

}
