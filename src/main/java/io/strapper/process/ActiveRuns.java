package io.strapper.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.home.Home;
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
import io.strapper.run.RunSecrets;
import io.strapper.run.RunStarted;
import io.strapper.run.RunStatus;
import io.strapper.watch.WakeableLoop;
import io.strapper.watch.WakeUp;
import io.strapper.watch.WakeUps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The runs of this node that have not finished, from the commit of their row to the
 * commit of their end. One thread checks each run when it is due or the kernel notifies
 * the server of a new file; a failure with one run does not affect the others. A server
 * that starts takes up the active runs before it accepts its first request.
 */
@Component
public class ActiveRuns implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ActiveRuns.class);

	/** Checks that are due within this time are made together. */
	private static final Duration TOGETHER = Duration.ofMillis(25);

	private final Node us;

	private final Lease lease;

	private final Placement placement;

	private final RunLedger ledger;

	private final LogProblems problems;

	private final Launches launches;

	private final Apps apps;

	private final RunSecrets secrets;

	private final Home home;

	private final RunSettings settings;

	private final Clock clock;

	private final Ticker ticker;

	private final ApplicationEventPublisher events;

	private final Map<AppId, ActiveRun> all = new ConcurrentHashMap<>();

	private final Set<AppId> troubled = ConcurrentHashMap.newKeySet();

	private final WakeableLoop loop = new WakeableLoop("runs", this::checkAll);

	private final WakeUps wakeUps;

	private final Map<Path, WakeUp.Watch> watches = new ConcurrentHashMap<>();

	private WakeUp wakeUp = WakeUp.none();

	ActiveRuns(Node us, Lease lease, Placement placement, RunLedger ledger, LogProblems problems, Launches launches,
			Apps apps, RunSecrets secrets, Home home, RunSettings settings, Clock clock, Ticker ticker, WakeUps wakeUps,
			ApplicationEventPublisher events) {
		this.us = us;
		this.lease = lease;
		this.placement = placement;
		this.ledger = ledger;
		this.problems = problems;
		this.launches = launches;
		this.apps = apps;
		this.secrets = secrets;
		this.home = home;
		this.settings = settings;
		this.clock = clock;
		this.wakeUps = wakeUps;
		this.ticker = ticker;
		this.events = events;
	}

	/**
	 * Starts the process of a run that has just been recorded, if it is this node's.
	 * @param row what is recorded
	 */
	void start(ActiveRow row) {
		if (Objects.equals(row.run().node(), this.us.owner())) {
			add(row).ifPresent(this::launch);
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
		ActiveRun active = this.all.get(app);
		if (active == null || active.run().number() < number) {
			// Read again: it may have ended since
			this.ledger.activeRow(app, number, this.us.owner()).ifPresent(this::takeUp);
		}
		else if (active.run().number() == number && requestedEnd != null && active.requestedEnd() == null) {
			active.requestEnd(requestedEnd);
			this.ledger.find(active.run()).ifPresent((now) -> publish(new RunChanged(now)));
			this.loop.wake();
		}
	}

	private void takeUp(ActiveRow row) {
		add(row).ifPresent((active) -> {
			if (active.files().begun()) {
				active.enter(new Phase.Starting(null));
				publish(new RunStarted(row.run()));
				this.loop.wake();
			}
			else {
				launch(active);
			}
		});
	}

	/**
	 * Cancels a run; harmless if it has just ended.
	 * @param run the run
	 * @param user the name of the user who cancels
	 */
	void cancel(Run run, String user) {
		boolean exited = WrapperFiles.of(this.home, run).exit().isPresent();
		if (!exited) {
			requestEnd(run, RunStatus.CANCELLED, user, null);
		}
		wake(WrapperFiles.of(this.home, run).directory().path());
	}

	private void requestEnd(Run run, RunStatus end, @Nullable String user, @Nullable String reason) {
		this.ledger.requestEnd(run, end, user, reason).ifPresent((now) -> {
			log.info("{} #{} of {} is being ended: {}", run.action().label(), run.number(), run.app(), end.label());
			publish(new RunChanged(now));
		});
		ActiveRun active = this.all.get(run.app());
		if (active != null && active.run().number() == run.number()) {
			this.ledger.requestedEnd(run).ifPresent(active::requestEnd);
		}
	}

	/** A follower of the log may find a problem before a check does. */
	@EventListener
	void changed(RunChanged event) {
		ActiveRun active = this.all.get(event.run().app());
		String problem = event.run().logProblem();
		if (problem != null && active != null && active.run().number() == event.run().number()) {
			active.logProblemRecorded(problem);
		}
	}

	/**
	 * How a run of a node that is gone has ended, if its files tell it; otherwise no
	 * wrapper begins it from now on.
	 * @param row what is recorded of it
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
	 * Ends what is left of a run that other nodes have taken from this one, and waits for
	 * its end.
	 * @param row what is recorded of it
	 */
	public void endTaken(ActiveRow row) {
		Run run = row.run();
		Optional<ActiveRun> before = Optional.ofNullable(this.all.get(run.app()))
			.filter((active) -> active.run().number() == run.number());
		before.ifPresent(this::forget);
		ActiveRun left = new ActiveRun(row, WrapperFiles.of(this.home, run),
				this.secrets.masks(run.app(), run.number()), this.settings, this.ticker);
		if (left.files().begun()) {
			log.warn("What is left of {} #{} of {} is being ended", run.action().label(), run.number(), run.app());
			left.enter(new Phase.Starting(null));
			left.requestEnd(RunStatus.LOST);
			while (left.check(this.clock).isEmpty()) {
				LockSupport.parkNanos(Phase.SHORT.toNanos());
			}
		}
		before.ifPresent((active) -> publish(new RunFinished(run)));
	}

	private void wake(Path folder) {
		this.all.values()
			.stream()
			.filter((active) -> active.files().directory().path().equals(folder))
			.forEach(ActiveRun::wake);
		this.loop.wake();
	}

	/** Empty if the run is here already, or a later one of its app is. */
	private Optional<ActiveRun> add(ActiveRow row) {
		Run run = row.run();
		ActiveRun active = new ActiveRun(row, WrapperFiles.of(this.home, run),
				this.secrets.masks(run.app(), run.number()), this.settings, this.ticker);
		ActiveRun there = this.all.compute(run.app(),
				(app, before) -> (before != null && before.run().number() >= run.number()) ? before : active);
		if (there != active) {
			return Optional.empty();
		}
		watch(active.files().directory().path());
		return Optional.of(active);
	}

	/** The end of a run is a file in its folder. */
	private void watch(Path folder) {
		this.watches.put(folder, this.wakeUp.watchNew(folder, (watch) -> {
			watch.rearm();
			wake(folder);
		}));
	}

	private void launch(ActiveRun active) {
		Phase phase = new Phase.Starting(null);
		try {
			phase = this.launches.launch(active);
		}
		finally {
			// Whatever failed here, the process may exist: a check finds out
			publish(new RunStarted(active.run()));
			if (phase instanceof Phase.Over over && this.lease.held()) {
				attempt(active, () -> finish(active, over.outcome()));
			}
			active.enter(phase);
			this.loop.wake();
		}
	}

	/** Publishes an event; a failure of a listener does not affect the run. */
	private void publish(Object event) {
		try {
			this.events.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			log.error("A listener failed on {}", event.getClass().getSimpleName(), ex);
		}
	}

	/** Checks the runs that are due. Returns the time until the next one is due. */
	private Optional<Duration> checkAll() {
		for (ActiveRun active : this.all.values()) {
			if (!active.isClaimed() && active.untilDue().compareTo(TOGETHER) <= 0) {
				attempt(active, () -> check(active));
				active.rest();
			}
		}
		return this.all.values()
			.stream()
			.filter((active) -> !active.isClaimed())
			.map(ActiveRun::untilDue)
			.min(Duration::compareTo)
			.map((pause) -> (pause.compareTo(TOGETHER) < 0) ? TOGETHER : pause);
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
			if (this.troubled.add(active.run().app())) {
				log.error("Cannot tell how {} #{} stands", active.run().app(), active.run().number(), ex);
			}
		}
	}

	private void check(ActiveRun active) {
		Optional<Outcome> end = active.check(this.clock);
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
				publish(new RunChanged(now));
				if (deadlines.isWaiting()) {
					publish(new RunChanged.ToWaiting(now));
				}
			});
			active.setWarning(warning);
		}
		deadlines.overdue().ifPresent((overdue) -> requestEnd(active.run(), overdue.end(), null, overdue.reason()));
	}

	private void finish(ActiveRun active, Outcome outcome) {
		AppId id = active.run().app();
		Limits limits = this.apps.find(id).map(this.settings::limitsOf).orElseGet(this.settings::limits);
		Optional<RunLedger.Finished> finished = this.ledger.finish(active.run(), outcome,
				active.files().directory().logSize(), limits, nodeOfSuccessor(active));
		forget(active);
		finished.ifPresent((end) -> {
			Run run = end.run();
			log.info("{} #{} of {} {}, exit code {}{}", run.action().label(), run.number(), id, run.status().label(),
					run.exitCode(), (run.reason() != null) ? ": " + run.reason() : "");
			publish(new RunFinished(run));
			if (end.successor() != null) {
				start(end.successor());
			}
		});
	}

	private void forget(ActiveRun active) {
		this.all.remove(active.run().app(), active);
		WakeUp.Watch watch = this.watches.remove(active.files().directory().path());
		if (watch != null) {
			watch.cancel();
		}
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

	private void adopt(ActiveRow row) {
		add(row).ifPresent(this::adopt);
	}

	private void adopt(ActiveRun active) {
		if (active.files().exists() && !active.files().begun()) {
			launch(active);
			return;
		}
		active.enter(new Phase.Starting(null));
		attempt(active, () -> active.check(this.clock).ifPresent((outcome) -> finish(active, outcome)));
		if (this.all.containsValue(active)) {
			Run run = active.run();
			log.info("{} #{} of {} goes on", run.action().label(), run.number(), run.app());
			publish(new RunStarted(run));
		}
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

	/**
	 * Starts the loop last, so that only this thread checks the runs that it takes up.
	 */
	@Override
	public void start() {
		this.wakeUp = this.wakeUps.start("run-folders");
		claim();
		this.ledger.activeRows(this.us.owner()).forEach(this::adopt);
		this.loop.start();
		this.loop.wake();
	}

	@Override
	public void stop() {
		this.loop.stop();
		this.watches.clear();
		this.all.clear();
		try {
			this.wakeUp.close();
		}
		catch (IOException ex) {
			log.debug("A watch was not closed", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/** Starts long before the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

}
