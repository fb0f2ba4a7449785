package io.strapper.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.Home;
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

	private static final Duration TICK = Duration.ofMillis(50);

	private final Runs runs;

	private final Launcher launcher;

	private final Apps apps;

	private final Home home;

	private final RunSettings settings;

	private final ApplicationEventPublisher events;

	private final Map<AppId, ActiveRun> all = new ConcurrentHashMap<>();

	private @Nullable ScheduledExecutorService executor;

	private @Nullable ScheduledFuture<?> ticking;

	ActiveRuns(Runs runs, Launcher launcher, Apps apps, Home home, RunSettings settings,
			ApplicationEventPublisher events) {
		this.runs = runs;
		this.launcher = launcher;
		this.apps = apps;
		this.home = home;
		this.settings = settings;
		this.events = events;
	}

	/**
	 * Starts the process of a run that has just been recorded.
	 * @param row what is recorded
	 * @return the run as it stands now
	 */
	Run start(ActiveRow row) {
		launch(add(row));
		Run run = row.run();
		return this.runs.find(run.app(), run.number()).orElse(run);
	}

	/**
	 * Cancels a run; harmless if it has just ended.
	 * @param run the run
	 * @param user the name of the user who cancels
	 */
	void cancel(Run run, String user) {
		boolean ended = RunDirectory.of(this.home, run.app(), run.number()).exit().isPresent();
		if (!ended) {
			end(run, RunStatus.CANCELLED, user);
		}
		wake();
	}

	private void end(Run run, RunStatus ending, @Nullable String user) {
		if (this.runs.end(run, ending, user)) {
			log.info("{} #{} of {} is being ended: {}", run.action().label(), run.number(), run.app(), ending.label());
		}
		ActiveRun active = this.all.get(run.app());
		if (active != null && active.run().number() == run.number()) {
			this.runs.ending(run).ifPresent(active::end);
		}
	}

	private ActiveRun add(ActiveRow row) {
		Run run = row.run();
		RunDirectory directory = RunDirectory.of(this.home, run.app(), run.number());
		ActiveRun active = new ActiveRun(row, directory, this.settings.cancelGrace(), this.runs.now());
		this.all.put(run.app(), active);
		// A cancel that came before this run was known here found nobody to tell
		this.runs.ending(run).ifPresent(active::end);
		return active;
	}

	private void launch(ActiveRun active) {
		try {
			startProcess(active);
			publish(new RunStarted(active.run()));
			check(active);
		}
		finally {
			// Whatever went wrong here, a check finds out what came of it
			active.setStarted();
			wake();
		}
	}

	private void startProcess(ActiveRun active) {
		Run run = active.run();
		RunStatus ending = active.ending();
		if (ending != null && active.withdrawn()) {
			active.refuse(new Ending(ending, null, this.runs.now(), "The run was ended before it started."));
			return;
		}
		try {
			App app = this.apps.find(run.app())
				.orElseThrow(() -> new LaunchException("The app's folder is not there any more."));
			this.launcher.launch(run, active.row().runId(), app);
			log.info("{} #{} of {} started by {}", run.action().label(), run.number(), run.app(),
					Banner.printable(run.startedBy()));
		}
		catch (LaunchException ex) {
			// Unless a wrapper that was started before a crash has begun it
			if (!active.directory().begun()) {
				active.refuse(new Ending(RunStatus.FAILED, null, this.runs.now(), ex.getMessage()));
			}
		}
	}

	private void check(ActiveRun active) {
		active.check(this.runs.now()).ifPresentOrElse((ending) -> finish(active, ending), () -> {
			if (active.overdue()) {
				end(active.run(), RunStatus.TIMED_OUT, null);
			}
		});
	}

	private void finish(ActiveRun active, Ending ending) {
		AppId id = active.run().app();
		Duration timeout = this.apps.find(id).map(this.settings::timeoutOf).orElse(this.settings.timeout());
		Optional<Runs.Finished> finished = this.runs.finish(active.run(), ending, active.directory().logSize(),
				timeout);
		this.all.remove(id, active);
		finished.ifPresent((end) -> {
			Run run = end.run();
			log.info("{} #{} of {} {}, exit code {}", run.action().label(), run.number(), id, run.status().label(),
					run.exitCode());
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

	private void tick() {
		for (ActiveRun active : this.all.values()) {
			if (active.started()) {
				try {
					check(active);
				}
				catch (RuntimeException ex) {
					// The next tick tries again
					log.error("Cannot tell how {} #{} stands", active.run().app(), active.run().number(), ex);
				}
			}
		}
		rest();
	}

	private synchronized void wake() {
		if (this.executor != null && this.ticking == null) {
			this.ticking = this.executor.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void rest() {
		if (this.ticking != null && this.all.isEmpty()) {
			this.ticking.cancel(false);
			this.ticking = null;
		}
	}

	private void adopt(ActiveRow row) {
		ActiveRun active = add(row);
		if (active.directory().exists() && !active.directory().begun()) {
			launch(active);
			return;
		}
		active.check(this.runs.now()).ifPresentOrElse((ending) -> finish(active, ending), () -> {
			log.info("{} #{} of {} goes on", row.run().action().label(), row.run().number(), row.run().app());
			publish(new RunStarted(row.run()));
			active.setStarted();
			wake();
		});
	}

	@Override
	public void start() {
		synchronized (this) {
			this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "runs");
				thread.setDaemon(true);
				return thread;
			});
		}
		this.runs.activeRows().forEach(this::adopt);
	}

	@Override
	public void stop() {
		ScheduledExecutorService stopping;
		synchronized (this) {
			stopping = this.executor;
			this.executor = null;
			this.ticking = null;
		}
		this.all.clear();
		if (stopping == null) {
			return;
		}
		stopping.shutdown();
		try {
			stopping.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/** Long before the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
