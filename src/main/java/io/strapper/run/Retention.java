package io.strapper.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.app.Keep;
import io.strapper.home.Home;
import io.strapper.watch.WakeableLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Removes the logs that the rules no longer keep: those of an app after each of its runs,
 * those of all apps at the start and once an hour. It has its own thread. A failure with
 * one log does not stop the others. A directory without a row stays, since no rule
 * applies to it.
 */
@Component
public class Retention implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Retention.class);

	private static final long HOUR_MILLIS = 3_600_000;

	/** Pause before a log that was still followed is checked again. */
	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final Apps apps;

	private final Runs runs;

	private final LogRemover remover;

	private final Home home;

	private final StorageSettings settings;

	private final Clock clock;

	private final ObjectProvider<LogsInUse> followed;

	/** The apps whose logs are to be checked. */
	private final Set<AppId> due = ConcurrentHashMap.newKeySet();

	private final WakeableLoop loop = new WakeableLoop("retention", this::sweep);

	Retention(Apps apps, Runs runs, LogRemover remover, Home home, StorageSettings settings, Clock clock,
			ObjectProvider<LogsInUse> followed) {
		this.apps = apps;
		this.runs = runs;
		this.remover = remover;
		this.home = home;
		this.settings = settings;
		this.clock = clock;
		this.followed = followed;
	}

	@EventListener
	void finished(RunFinished event) {
		this.due.add(event.run().app());
		this.loop.wake();
	}

	/** Has all logs checked soon. */
	@Scheduled(initialDelay = HOUR_MILLIS, fixedDelay = HOUR_MILLIS)
	public void all() {
		this.due.addAll(RunDirectory.apps(this.home));
		this.loop.wake();
	}

	/**
	 * Checks the logs that are due. Returns the pause before the next check if some must
	 * be removed but were still followed.
	 */
	private Optional<Duration> sweep() {
		for (AppId app : Set.copyOf(this.due)) {
			this.due.remove(app);
			if (isRunning() && sweep(app)) {
				this.due.add(app);
			}
		}
		DataSize most = this.settings.keep().totalSize();
		if (most != null && isRunning()) {
			sweepTotal(most);
		}
		return this.due.isEmpty() ? Optional.empty() : Optional.of(PAUSE);
	}

	private boolean sweep(AppId app) {
		try {
			List<StoredLog> logs = logs(app);
			Keep keep = this.apps.find(app).map(App::keep).orElse(Keep.UNSAID).orElse(this.settings.keep().ofAnApp());
			return remove(app, StoredLog.surplus(logs, keep, this.clock.instant()));
		}
		catch (RuntimeException | Error ex) {
			log.error("The logs of {} cannot be looked through", app, ex);
			return false;
		}
	}

	private void sweepTotal(DataSize most) {
		try {
			List<StoredLog> all = RunDirectory.apps(this.home).stream().flatMap((app) -> logs(app).stream()).toList();
			StoredLog.surplus(all, most)
				.stream()
				.collect(Collectors.groupingBy((stored) -> stored.run().app()))
				.forEach((app, surplus) -> {
					if (remove(app, surplus)) {
						this.due.add(app);
					}
				});
		}
		catch (RuntimeException | Error ex) {
			log.error("The logs of all apps cannot be looked through", ex);
		}
	}

	/** The logs of an app that exist, newest first. */
	private List<StoredLog> logs(AppId app) {
		SortedSet<Long> numbers = RunDirectory.numbers(this.home, app);
		List<StoredLog> logs = new ArrayList<>();
		for (Run run : numbers.isEmpty() ? List.<Run>of() : this.runs.since(app, numbers.first())) {
			if (numbers.contains(run.number())) {
				RunDirectory directory = RunDirectory.of(this.home, app, run.number());
				if (run.logRemovedAt() == null) {
					logs.add(new StoredLog(run, directory.size()));
				}
				else {
					// An interrupted removal is completed
					attempt(run, () -> this.remover.deleteFiles(run));
				}
			}
		}
		return logs;
	}

	/** Removes logs. Returns whether some are still followed and have to wait. */
	private boolean remove(AppId app, List<StoredLog> surplus) {
		List<Long> removed = new ArrayList<>();
		boolean waiting = false;
		for (StoredLog stored : surplus) {
			Run run = stored.run();
			if (this.followed.stream().anyMatch((logs) -> logs.contains(app, run.number()))) {
				waiting = true;
			}
			else if (isRunning() && attempt(run, () -> this.remover.remove(app, run.number(), null))) {
				removed.add(run.number());
			}
		}
		if (!removed.isEmpty()) {
			log.info("{} logs of {} are kept no longer, by rule: of runs #{} to #{}", removed.size(), app,
					Collections.min(removed), Collections.max(removed));
		}
		return waiting;
	}

	private static boolean attempt(Run run, Runnable removal) {
		try {
			removal.run();
			return true;
		}
		catch (RuntimeException | Error ex) {
			log.error("The log of {} #{} cannot be removed", run.app(), run.number(), ex);
			return false;
		}
	}

	@Override
	public void start() {
		this.loop.start();
		all();
	}

	@Override
	public void stop() {
		this.loop.stop();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
