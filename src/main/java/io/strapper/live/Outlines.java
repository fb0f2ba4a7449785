package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;
import io.strapper.outline.OutlineReader;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.Runs;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The outline of any run's log: of a followed log the current one, of an ended run the
 * one in the file; if there is none, the log is read on a separate thread. Safe for use
 * by several threads.
 */
@Component
public class Outlines implements DisposableBean {

	/** How long a request waits for a log to be read. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	/** Good runs that a run's groups are held against. */
	private static final int EARLIER = 20;

	private static final int MOST_DURATIONS = 50_000;

	private final ExecutorService reading = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "outline");
		thread.setDaemon(true);
		return thread;
	});

	/** The logs that are being read, or wait to be read. */
	private final Map<RunKey, CompletableFuture<Outline>> read = new ConcurrentHashMap<>();

	/** How long the groups of good runs took. */
	private final Cache<RunKey, Map<String, Long>> durations = Caffeine.newBuilder()
		.maximumWeight(MOST_DURATIONS)
		.weigher((RunKey run, Map<String, Long> groups) -> 1 + groups.size())
		.build();

	private final LogPoller poller;

	private final OpenLogs logs;

	private final KeptOutlines kept;

	private final Runs runs;

	private final Clock clock;

	Outlines(LogPoller poller, OpenLogs logs, KeptOutlines kept, Runs runs, Clock clock) {
		this.poller = poller;
		this.logs = logs;
		this.kept = kept;
		this.runs = runs;
		this.clock = clock;
	}

	/**
	 * The outline of a run's log.
	 * @throws LogRemovedException if the log was removed
	 * @throws NotVisibleException if the log is not there
	 * @throws TooBusyException if the log is still being read; pages are notified
	 * afterwards
	 */
	public Outline of(Run run) {
		LogRemovedException.throwIfRemoved(run);
		Optional<Outline> known = this.poller.find(RunKey.of(run))
			.flatMap(FollowedLog::outline)
			.or(() -> this.kept.find(run));
		if (known.isPresent()) {
			return known.get();
		}
		if (run.ended()) {
			return await(this.read.computeIfAbsent(RunKey.of(run), (key) -> begin(run)));
		}
		if (this.kept.isElsewhere(run)) {
			throw new TooBusyException();
		}
		return Outline.EMPTY;
	}

	/**
	 * The outline of the whole log of a run that has ended: not of the part that its
	 * followers have read so far.
	 * @throws LogRemovedException if the log was removed
	 * @throws NotVisibleException if the log is not there
	 * @throws TooBusyException if the log is still being read
	 */
	public Outline whole(Run ended) {
		LogRemovedException.throwIfRemoved(ended);
		return this.kept.find(ended)
			.orElseGet(() -> await(this.read.computeIfAbsent(RunKey.of(ended), (key) -> begin(ended))));
	}

	/**
	 * The groups of a run's log, how long they took, and how long they took before.
	 * @throws LogRemovedException if the log was removed
	 * @throws NotVisibleException if the log is not there
	 * @throws TooBusyException if the log is still being read
	 */
	public List<TimedGroup> groups(Run run) {
		List<TimedGroup> groups = timed(run, of(run));
		if (groups.isEmpty()) {
			return groups;
		}
		List<Map<String, Long>> earlier = this.runs.goodBefore(run, EARLIER)
			.stream()
			.flatMap((good) -> Stream.ofNullable(this.durations.get(RunKey.of(good), (key) -> durations(good))))
			.toList();
		return TimedGroup.against(earlier, groups);
	}

	private List<TimedGroup> timed(Run run, Outline outline) {
		try {
			return TimedGroup.of(outline.groups(), this.logs.of(run).times(), run, this.clock.instant());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of groups that were found before: no log is read for it. */
	private @Nullable Map<String, Long> durations(Run good) {
		return this.kept.find(good).map((outline) -> TimedGroup.durations(timed(good, outline))).orElse(null);
	}

	@EventListener
	void removed(LogRemoved event) {
		this.durations.invalidate(RunKey.of(event.run()));
	}

	/**
	 * The texts that replace markers, if they are known without waiting.
	 * @return names of groups by their first lines, and "" for lines that end groups
	 */
	public Map<Long, String> markers(Run run) {
		Map<Long, String> markers = new HashMap<>();
		try {
			List<Group> groups = of(run).groups();
			groups.stream().filter(Group::closed).forEach((group) -> markers.put(group.lastLine(), ""));
			groups.forEach((group) -> markers.put(group.firstLine(), group.name()));
		}
		catch (LogRemovedException | NotVisibleException | TooBusyException ex) {
			// Then the markers themselves are shown
		}
		return markers;
	}

	/**
	 * Has the outline of a run's log made if there is none, and waits for a short while.
	 */
	public void prepare(Run run) {
		try {
			of(run);
		}
		catch (LogRemovedException | NotVisibleException | TooBusyException ex) {
			// Then the run is shown without its outline
		}
	}

	private CompletableFuture<Outline> begin(Run run) {
		return CompletableFuture.supplyAsync(() -> find(run), this.reading);
	}

	private Outline find(Run run) {
		try {
			RunLog log = this.logs.of(run);
			Outline found = read(log, run);
			this.kept.keep(run, log, found);
			return found;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.read.remove(RunKey.of(run));
			this.poller.tell(run);
		}
	}

	private static Outline read(RunLog log, Run run) throws IOException {
		OutlineReader reader = new OutlineReader();
		Replay replay = log.replay(reader);
		long to = log.size();
		try (LogBytes bytes = log.open()) {
			while (!Thread.currentThread().isInterrupted() && replay.advance(bytes, to)) {
				continue;
			}
		}
		if (Thread.currentThread().isInterrupted()) {
			throw new IOException("The server stops");
		}
		return reader.outline(replay.tail(), KeptOutlines.course(run));
	}

	private static Outline await(CompletableFuture<Outline> reading) {
		try {
			return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new TooBusyException();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TooBusyException();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UncheckedIOException failed) {
				if (failed.getCause() instanceof NoSuchFileException) {
					throw new NotVisibleException("log");
				}
				throw failed;
			}
			throw new IllegalStateException("A log could not be looked at", ex.getCause());
		}
	}

	@Override
	public void destroy() {
		this.reading.shutdownNow();
	}

}
