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

import io.strapper.log.LogBytes;
import io.strapper.log.Replay;
import io.strapper.log.RunLog;
import io.strapper.run.Run;
import io.strapper.outline.Group;
import io.strapper.outline.Outline;
import io.strapper.outline.OutlineReader;

import org.springframework.beans.factory.DisposableBean;
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

	private final ExecutorService reading = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "outline");
		thread.setDaemon(true);
		return thread;
	});

	/** The logs that are being read, or wait to be read. */
	private final Map<RunKey, CompletableFuture<Outline>> read = new ConcurrentHashMap<>();

	private final LogPoller poller;

	private final OpenLogs logs;

	private final KeptOutlines kept;

	private final Clock clock;

	Outlines(LogPoller poller, OpenLogs logs, KeptOutlines kept, Clock clock) {
		this.poller = poller;
		this.logs = logs;
		this.kept = kept;
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
		return run.ended() ? await(this.read.computeIfAbsent(RunKey.of(run), (key) -> begin(run))) : Outline.EMPTY;
	}

	/**
	 * The groups of a run's log, and how long they took.
	 * @throws LogRemovedException if the log was removed
	 * @throws NotVisibleException if the log is not there
	 * @throws TooBusyException if the log is still being read
	 */
	public List<TimedGroup> groups(Run run) {
		try {
			return TimedGroup.of(of(run).groups(), this.logs.of(run).times(), run, this.clock.instant());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
			Outline found = read(this.logs.of(run), run);
			this.kept.keep(run, found);
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
