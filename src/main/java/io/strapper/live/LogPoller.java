package io.strapper.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;
import io.strapper.log.Follower;
import io.strapper.log.LineClock;
import io.strapper.run.LogRemoved;
import io.strapper.run.LogsInUse;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunLogs;
import io.strapper.run.RunStarted;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches the logs of active runs and tells each app's topic what is new. A log is never
 * more than a chunk ahead of the others: what one process floods delays no other page.
 */
@Component
class LogPoller implements LogsInUse {

	private static final Logger log = LoggerFactory.getLogger(LogPoller.class);

	private final Map<RunKey, FollowedLog> followed = new ConcurrentHashMap<>();

	private final Runs runs;

	private final RunLogs logs;

	private final LogIndexes indexes;

	private final DeployTopic topic;

	private final LiveSettings properties;

	private final Clock clock;

	LogPoller(Runs runs, RunLogs logs, LogIndexes indexes, DeployTopic topic, LiveSettings properties, Clock clock) {
		this.runs = runs;
		this.logs = logs;
		this.indexes = indexes;
		this.topic = topic;
		this.properties = properties;
		this.clock = clock;
	}

	/** The log of a run, while it is followed. */
	Optional<FollowedLog> find(RunKey key) {
		return Optional.ofNullable(this.followed.get(key));
	}

	@Override
	public boolean contains(AppId app, long number) {
		return this.followed.containsKey(new RunKey(app, number));
	}

	@EventListener
	void started(RunStarted event) {
		Run run = event.run();
		RunKey key = RunKey.of(run);
		Path file = this.logs.file(run.app(), run.number());
		LineClock times = new LineClock(file, run.startedAt(), this.properties.timeTolerance(), this.clock);
		Follower follower = new Follower(file, this.indexes.of(run), times);
		this.followed.put(key, new FollowedLog(key, follower, this.clock.instant()));
		tell(run, null);
	}

	@EventListener
	void changed(RunChanged event) {
		tell(event.run(), this.followed.get(RunKey.of(event.run())));
	}

	@EventListener
	void finished(RunFinished event) {
		FollowedLog entry = this.followed.get(RunKey.of(event.run()));
		if (entry != null) {
			entry.end(event.run());
		}
		else {
			tell(event.run(), null);
		}
	}

	@EventListener
	void removed(LogRemoved event) {
		FollowedLog entry = this.followed.remove(RunKey.of(event.run()));
		if (entry != null) {
			entry.close();
		}
		tell(event.run(), null);
	}

	@Scheduled(fixedDelayString = "${strapper.live.poll-interval:50ms}")
	void poll() {
		boolean behind;
		do {
			behind = false;
			for (FollowedLog entry : this.followed.values()) {
				try {
					poll(entry, this.clock.instant());
					behind |= entry.behind();
				}
				catch (RuntimeException ex) {
					// One broken log must not stop the others; the page catches up by its
					// offset.
					log.error("Log of {}/{} could not be shown", entry.key().app(), entry.key().number(), ex);
				}
			}
		}
		while (behind && !Thread.currentThread().isInterrupted());
	}

	private void poll(FollowedLog entry, Instant now) {
		RunKey key = entry.key();
		boolean sound = entry.problem() == null;
		entry.poll(now);
		entry.takeDelta(now).ifPresent((delta) -> this.topic.publish(key.app(), key.number(), delta));
		if (sound && entry.problem() != null) {
			this.runs.find(key.app(), key.number()).ifPresent((run) -> tell(run, entry));
		}
		entry.takeEnd().ifPresent((run) -> {
			tell(run, entry);
			this.topic.publish(key.app(), key.number(), entry.transcript().offset());
		});
		if (entry.positionDue(now, this.properties.positionInterval())) {
			this.topic.publish(key.app(), key.number(), entry.transcript().offset());
		}
		if (entry.quiet(now, this.properties.idleTimeout())) {
			this.followed.remove(key);
			entry.close();
		}
	}

	private void tell(Run run, @Nullable FollowedLog entry) {
		this.topic.publish(run.app(), FollowedLog.view(run, this.logs.size(run), entry));
	}

}
