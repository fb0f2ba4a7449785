package io.strapper.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.strapper.app.AppId;
import io.strapper.live.DeployMessage;
import io.strapper.live.Logs;
import io.strapper.live.RunKey;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunChanged;
import io.strapper.run.Runs;
import io.strapper.socket.Fanout;
import io.strapper.watch.WakeableLoop;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Makes up for lost messages of other nodes: it publishes to this node and its pages the
 * state of each app's newest run, from the database, and the offset of its log, from the
 * file. A page that is behind the offset asks for a snapshot. One thread looks every five
 * seconds, and every second while the broker is away. The thread also records this node's
 * lag.
 */
final class Healer implements SmartLifecycle, Arrivals {

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Duration PAUSE_ALONE = Duration.ofSeconds(1);

	/** For how long the last offset of an ended run is published. */
	private static final Duration AFTER_END = Duration.ofSeconds(30);

	private final WakeableLoop loop = new WakeableLoop("relay-healer", this::look);

	/** The runs whose state other nodes have just published. */
	private final Set<RunKey> told = ConcurrentHashMap.newKeySet();

	/**
	 * The newest run of each app as this thread has last published it to pages; empty
	 * before the first look. A message of another node does not count: the row that is
	 * read after it may say what a lost message was to say.
	 */
	private final Map<AppId, Run> newest = new HashMap<>();

	/** Where the log of each app's newest run was at the last look. */
	private final Map<AppId, Position> positions = new HashMap<>();

	private final Echoes echoes;

	private final RecordedLag lag;

	private final Fanout fanout;

	private final Runs runs;

	private final Logs logs;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private volatile boolean reached;

	private @Nullable Long looked;

	Healer(Echoes echoes, RecordedLag lag, Fanout fanout, Runs runs, Logs logs, Clock clock,
			ApplicationEventPublisher events) {
		this.echoes = echoes;
		this.lag = lag;
		this.fanout = fanout;
		this.runs = runs;
		this.logs = logs;
		this.clock = clock;
		this.events = events;
	}

	@Override
	public void arrived(AppId app, String json, @Nullable Long run) {
		RunKey key = (run != null) ? new RunKey(app, run) : null;
		if (key == null || !isOurs(key)) {
			this.fanout.publish(app, json, () -> {
			});
		}
		if (key != null) {
			this.told.add(key);
			this.loop.wake();
		}
	}

	@Override
	public void reached(boolean reached) {
		if (this.reached != reached) {
			this.reached = reached;
			this.loop.wake();
		}
	}

	private boolean isOurs(RunKey run) {
		return this.logs.isFollowed(run);
	}

	private Optional<Duration> look() {
		for (RunKey key : Set.copyOf(this.told)) {
			// Before the row is read: it may change again meanwhile
			this.told.remove(key);
			this.runs.find(key.app(), key.number()).ifPresent(this::tellNode);
		}
		long now = System.nanoTime();
		Long before = this.looked;
		Duration left = (before != null) ? pause().minusNanos(now - before) : Duration.ZERO;
		if (left.compareTo(Duration.ZERO) > 0) {
			return Optional.of(left);
		}
		lookAtAll(before == null);
		this.lag.record(this.echoes.lag(now));
		this.looked = now;
		return Optional.of(pause());
	}

	private Duration pause() {
		return this.reached ? PAUSE : PAUSE_ALONE;
	}

	/** Publishes to this node that the state of a run has changed. */
	private void tellNode(Run run) {
		boolean ours = isOurs(RunKey.of(run));
		if (run.logRemovedAt() != null) {
			this.events.publishEvent(new LogRemoved(run, true));
			if (ours) {
				publish(run, new DeployMessage.OfRun(this.logs.view(run)));
			}
		}
		else {
			// For our own runs, the poller adds what it has found in the log
			this.events.publishEvent(ours ? new RunChanged(run) : new RunChanged.Elsewhere(run));
		}
	}

	/** A failure with one run does not affect the others; it is thrown in the end. */
	private void lookAtAll(boolean first) {
		List<RuntimeException> failures = new ArrayList<>();
		this.runs.newestOfEach(1).values().stream().flatMap((all) -> all.stream().limit(1)).forEach((run) -> {
			try {
				// At first nobody has been told anything, unless a page came sooner
				if (isOurs(RunKey.of(run)) || (first && !this.fanout.isHeard(run.app()))) {
					this.newest.put(run.app(), run);
				}
				else {
					lookAt(run);
				}
			}
			catch (RuntimeException ex) {
				failures.add(ex);
			}
		});
		if (!failures.isEmpty()) {
			throw failures.get(0);
		}
	}

	private void lookAt(Run run) {
		boolean heard = this.fanout.isHeard(run.app());
		if (!run.equals(this.newest.get(run.app()))) {
			tellNode(run);
			if (heard) {
				publish(run, new DeployMessage.OfRun(this.logs.view(run)));
			}
			// Last: if something fails before, the next look tells it again
			this.newest.put(run.app(), run);
		}
		if (heard && isFresh(run)) {
			tellPosition(run);
		}
	}

	/**
	 * Publishes the offset of a log. While the broker is reached, it is the offset of the
	 * look before: deltas that are still on their way must not cause a snapshot.
	 */
	private void tellPosition(Run run) {
		long now = this.logs.position(run);
		Position before = this.positions.put(run.app(), new Position(run.number(), now));
		if (!this.reached) {
			publish(run, new DeployMessage.OfPosition(run.number(), now));
		}
		else if (before != null && before.run() == run.number()) {
			publish(run, new DeployMessage.OfPosition(run.number(), before.offset()));
		}
	}

	private boolean isFresh(Run run) {
		return run.finishedAt() == null || run.finishedAt().plus(AFTER_END).isAfter(this.clock.instant());
	}

	private void publish(Run run, DeployMessage message) {
		this.fanout.publish(run.app(), message, this.clock.instant());
	}

	@Override
	public void start() {
		this.loop.start();
		this.loop.wake();
	}

	@Override
	public void stop() {
		this.loop.stop();
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

	/**
	 * The size of a log at the last look.
	 *
	 * @param run number of the run
	 * @param offset in bytes
	 */
	private record Position(long run, long offset) {

	}

}
