package io.strapper.live;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;
import io.strapper.log.Follower;
import io.strapper.log.LineClock;
import io.strapper.log.RunLog;
import io.strapper.run.LogProblems;
import io.strapper.run.LogRemoved;
import io.strapper.run.LogsInUse;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.RunFinished;
import io.strapper.run.RunStarted;
import io.strapper.outline.OutlineReader;
import io.strapper.watch.Turns;
import io.strapper.watch.WakeUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Follows the logs of active runs and publishes what is new on the apps' topics. Each log
 * has its own turns, so a log that is slow to read, or fails, delays no other. A look at
 * the file's time and size finds all changes; a notification from the kernel only makes
 * the next look earlier.
 */
@Component
class LogPoller implements LogsInUse, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(LogPoller.class);

	/** Bytes that one turn reads at most. */
	static final int CHUNK = 1 << 17;

	private final ThreadLocal<byte[]> buffer = ThreadLocal.withInitial(() -> new byte[CHUNK]);

	private final Map<RunKey, Entry> followed = new ConcurrentHashMap<>();

	private final Turns turns = new Turns("log");

	private final OpenLogs logs;

	private final KeptOutlines outlines;

	private final Usuals usuals;

	private final DeployTopic topic;

	private final LiveSettings settings;

	private final LogProblems problems;

	private final Clock clock;

	private final WakeUp wakeUp;

	LogPoller(OpenLogs logs, KeptOutlines outlines, Usuals usuals, DeployTopic topic, LiveSettings settings,
			LogProblems problems, Clock clock) {
		this.logs = logs;
		this.outlines = outlines;
		this.usuals = usuals;
		this.topic = topic;
		this.settings = settings;
		this.problems = problems;
		this.clock = clock;
		this.wakeUp = settings.wakeUp() ? WakeUp.start("log-wake-up") : WakeUp.none();
	}

	/** The log of a run, while it is followed and not read again under another mask. */
	Optional<FollowedLog> find(RunKey key) {
		return Optional.ofNullable(this.followed.get(key)).map((entry) -> entry.log).filter(FollowedLog::isCurrent);
	}

	@Override
	public boolean contains(AppId app, long number) {
		return this.followed.containsKey(new RunKey(app, number));
	}

	@EventListener
	void started(RunStarted event) {
		Run run = event.run();
		RunLog runLog = this.logs.followed(run);
		LineClock times = new LineClock(runLog, run.startedAt(), this.settings.timeTolerance(), this.clock);
		OutlineReader reader = new OutlineReader();
		LogReading reading = new LogReading(RunKey.of(run), following(new Follower(runLog, times, reader), reader),
				this::renewed, this.problems);
		FollowedLog entry = new FollowedLog(run, reading, this.usuals, this.topic, this.settings, System.nanoTime());
		follow(entry, runLog);
	}

	private LogReading.Following following(Follower follower, OutlineReader reader) {
		boolean whole = follower.transcript().offset() == 0;
		return new LogReading.Following(follower, whole ? new FollowedOutline(reader, this.outlines)
				: new FollowedOutline(reader, follower.log(), this.outlines));
	}

	private LogReading.Following renewed(Run run, Follower before) throws IOException {
		OutlineReader reader = new OutlineReader();
		return following(before.renewed(this.logs.of(run), reader), reader);
	}

	private void follow(FollowedLog log, RunLog file) {
		Entry entry = new Entry(log, file);
		Entry before = this.followed.put(log.key(), entry);
		if (before != null) {
			before.drop();
		}
		entry.turns.within(0);
	}

	@EventListener
	void changed(RunChanged event) {
		Entry entry = this.followed.get(RunKey.of(event.run()));
		if (entry != null) {
			entry.log.change(event.run());
			entry.turns.within(0);
		}
		else {
			tell(event.run());
		}
	}

	@EventListener
	void finished(RunFinished event) {
		// From now on the log is complete
		this.logs.of(event.run());
		Entry entry = this.followed.get(RunKey.of(event.run()));
		if (entry != null) {
			entry.log.end(event.run());
			entry.turns.within(0);
		}
		else {
			tell(event.run());
		}
	}

	@EventListener
	void removed(LogRemoved event) {
		Entry entry = this.followed.remove(RunKey.of(event.run()));
		if (entry != null) {
			entry.drop();
		}
		if (!event.elsewhere()) {
			tell(event.run());
		}
	}

	/**
	 * Publishes the state of a run whose log is not followed, as soon as the broker
	 * accepts it.
	 */
	void tell(Run run) {
		RunView view = RunView.of(run, this.logs.size(run), null, this.outlines.find(run).orElse(null),
				this.usuals.of(run));
		this.turns.of(() -> this.topic.publish(run.app(), view) ? FollowedLog.OVER : FollowedLog.RETRY).within(0);
	}

	@Override
	public void destroy() throws IOException, InterruptedException {
		this.wakeUp.close();
		this.turns.close();
		this.followed.values().forEach((entry) -> entry.log.close());
		this.followed.clear();
	}

	/** A log and its turns. */
	private final class Entry implements Turns.Task {

		private final FollowedLog log;

		private final Turns.Turn turns = LogPoller.this.turns.of(this);

		private final WakeUp.Watch watch;

		private boolean troubled;

		Entry(FollowedLog log, RunLog file) {
			this.log = log;
			this.watch = file.watch(LogPoller.this.wakeUp, (watch) -> wake());
		}

		/** Called by the thread that receives the kernel's notifications. */
		private void wake() {
			this.turns.within(this.log.gathering(System.nanoTime()));
		}

		void drop() {
			this.log.drop();
			this.turns.within(0);
		}

		@Override
		public long turn() {
			long pause = tryTurn();
			if (pause == FollowedLog.OVER) {
				this.watch.cancel();
				LogPoller.this.followed.remove(this.log.key(), this);
				this.log.close();
			}
			return pause;
		}

		/** A turn that cannot throw: a failure of one log does not affect the others. */
		private long tryTurn() {
			try {
				this.watch.rearm();
				long pause = this.log.turn(LogPoller.this.buffer.get(), System.nanoTime());
				this.troubled = false;
				return pause;
			}
			catch (Throwable ex) {
				if (!this.troubled) {
					LogPoller.log.error("Log of {}/{} could not be shown, trying on", this.log.key().app(),
							this.log.key().number(), ex);
				}
				this.troubled = true;
				return FollowedLog.RETRY;
			}
		}

	}

}
