package io.strapper.process;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.home.Home;
import io.strapper.run.ActiveRow;
import io.strapper.run.Ending;
import io.strapper.run.Limits;
import io.strapper.run.Printable;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunLedger;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import io.strapper.run.WakeableLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The runs that have not ended, from the commit of their row to the commit of their end.
 * One thread looks at them every now and then, while there are any; a server that starts
 * takes up those that another has left, before it accepts its first request.
 */
@Component
class ActiveRuns implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);

	private final RunLedger ledger;

	private final Launcher launcher;

	private final Apps apps;

	private final Home home;

	private final RunSettings settings;

	private final ApplicationEventPublisher events;

	private final Map<AppId, ActiveRun> all = new ConcurrentHashMap<>();

	private final Set<AppId> troubled = ConcurrentHashMap.newKeySet();

	private final WakeableLoop ticker = new WakeableLoop("runs", Duration.ofMillis(50), this::tick);

	ActiveRuns(RunLedger ledger, Launcher launcher, Apps apps, Home home, RunSettings settings,
			ApplicationEventPublisher events) {
		this.ledger = ledger;
		this.launcher = launcher;
		this.apps = apps;
		this.home = home;
		this.settings = settings;
		this.events = events;
	}

	/**
	 * Starts the process of a run that has just been recorded.
	 * @param row what is recorded
	 */
	void start(ActiveRow row) {
		launch(add(row));
	}

	/**
	 * Cancels a run; harmless if it has just ended.
	 * @param run the run
	 * @param user the name of the user who cancels
	 */
	void cancel(Run run, String user) {
		boolean ended = WrapperFiles.of(this.home, run).exit().isPresent();
		if (!ended) {
			end(run, RunStatus.CANCELLED, user, null);
		}
		this.ticker.wake();
	}

	private void end(Run run, RunStatus ending, @Nullable String user, @Nullable String reason) {
		this.ledger.end(run, ending, user, reason).ifPresent((now) -> {
			log.info("{} #{} of {} is being ended: {}", run.action().label(), run.number(), run.app(), ending.label());
			publish(new RunChanged(now, null));
		});
		ActiveRun active = this.all.get(run.app());
		if (active != null && active.run().number() == run.number()) {
			this.ledger.ending(run).ifPresent(active::end);
		}
	}

	private ActiveRun add(ActiveRow row) {
		Run run = row.run();
		ActiveRun active = new ActiveRun(row, WrapperFiles.of(this.home, run), this.settings.cancelGrace());
		this.all.put(run.app(), active);
		return active;
	}

	private void launch(ActiveRun active) {
		try {
			startProcess(active);
			publish(new RunStarted(active.run()));
			tryToCheck(active);
		}
		finally {
			// Whatever went wrong here, a check finds out what came of it
			active.setStarted();
			this.ticker.wake();
		}
	}

	private void startProcess(ActiveRun active) {
		Run run = active.run();
		// A cancel that came before this run was known here found nobody to tell
		this.ledger.ending(run).ifPresent(active::end);
		RunStatus ending = active.ending();
		if (ending != null && active.withdrawn()) {
			active.refuse(new Ending(ending, null, this.ledger.now(), "The run was ended before it started."));
			return;
		}
		try {
			App app = this.apps.find(run.app())
				.orElseThrow(() -> new LaunchException("The app's folder is not there any more."));
			active.launched(this.launcher.launch(run, active.row().runId(), app));
			log.info("{} #{} of {} started by {}", run.action().label(), run.number(), run.app(),
					Printable.of(run.startedBy()));
		}
		catch (LaunchException ex) {
			// Unless a wrapper that was started before a crash has begun it
			if (!active.files().begun()) {
				active.refuse(new Ending(RunStatus.FAILED, null, this.ledger.now(), ex.getMessage()));
			}
		}
	}

	private void check(ActiveRun active) {
		active.check(this.ledger.now()).ifPresentOrElse((ending) -> finish(active, ending), () -> {
			if (active.warns()) {
				this.ledger.find(active.run()).ifPresent((now) -> publish(new RunChanged(now, active.warning())));
			}
			active.overrun().ifPresent((reason) -> end(active.run(), RunStatus.TIMED_OUT, null, reason));
		});
	}

	private void finish(ActiveRun active, Ending ending) {
		AppId id = active.run().app();
		Limits limits = this.apps.find(id).map(this.settings::limitsOf).orElseGet(this.settings::limits);
		Optional<RunLedger.Finished> finished = this.ledger.finish(active.run(), ending,
				active.files().directory().logSize(), limits);
		this.all.remove(id, active);
		finished.ifPresent((end) -> {
			Run run = end.run();
			log.info("{} #{} of {} {}, exit code {}{}", run.action().label(), run.number(), id, run.status().label(),
					run.exitCode(), (run.reason() != null) ? ": " + run.reason() : "");
			publish(new RunFinished(run));
			if (end.successor() != null) {
				launch(add(end.successor()));
			}
		});
	}

	/** A listener's trouble is not the run's. */
	private void publish(Object event) {
		try {
			this.events.publishEvent(event);
		}
		catch (RuntimeException ex) {
			log.error("A listener failed on {}", event.getClass().getSimpleName(), ex);
		}
	}

	/** Whether there is anything left to look at. */
	private boolean tick() {
		for (ActiveRun active : this.all.values()) {
			if (active.started()) {
				tryToCheck(active);
			}
		}
		return !this.all.isEmpty();
	}

	/**
	 * A run's trouble, say with the database, is told once; the next tick tries again.
	 */
	private void tryToCheck(ActiveRun active) {
		try {
			check(active);
			this.troubled.remove(active.run().app());
		}
		catch (RuntimeException ex) {
			if (this.troubled.add(active.run().app())) {
				log.error("Cannot tell how {} #{} stands", active.run().app(), active.run().number(), ex);
			}
		}
	}

	private void adopt(ActiveRow row) {
		ActiveRun active = add(row);
		if (active.files().exists() && !active.files().begun()) {
			launch(active);
			return;
		}
		active.check(this.ledger.now()).ifPresentOrElse((ending) -> finish(active, ending), () -> {
			log.info("{} #{} of {} goes on", row.run().action().label(), row.run().number(), row.run().app());
			publish(new RunStarted(row.run()));
			active.setStarted();
			this.ticker.wake();
		});
	}

	@Override
	public void start() {
		this.ticker.start();
		this.ledger.activeRows().forEach(this::adopt);
	}

	@Override
	public void stop() {
		this.ticker.stop();
		this.all.clear();
	}

	@Override
	public boolean isRunning() {
		return this.ticker.isRunning();
	}

	/** Long before the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
