package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.Delta;
import io.strapper.log.Follower;
import io.strapper.log.FrozenPages;
import io.strapper.log.LogLostException;
import io.strapper.log.LogTimes;
import io.strapper.log.Transcript;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.run.RunLogs;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The rendered log of any run: the poller's own view while it is followed, else one that
 * is read from the file and kept for a while.
 */
@Component
public class Logs {

	/**
	 * Renderings at a time: each takes memory, and more would only wait for each other.
	 */
	private static final int RENDERINGS = 4;

	private static final int CACHED_CHARACTERS = 16 << 20;

	private final Cache<RunKey, Transcript> transcripts = Caffeine.newBuilder()
		.maximumSize(16)
		// A terminal's window may be large: rather read anew than run out of memory
		.softValues()
		.build();

	private final Cache<PageKey, List<String>> pages = Caffeine.newBuilder()
		.maximumWeight(CACHED_CHARACTERS)
		.weigher((PageKey key, List<String> lines) -> lines.stream().mapToInt(String::length).sum() + lines.size())
		.build();

	private final Semaphore renderings = new Semaphore(RENDERINGS, true);

	private final LogPoller poller;

	private final RunLogs logs;

	private final LogIndexes indexes;

	Logs(LogPoller poller, RunLogs logs, LogIndexes indexes) {
		this.poller = poller;
		this.logs = logs;
		this.indexes = indexes;
	}

	/** The run as it is shown, with the size of its log. */
	public RunView view(Run run) {
		FollowedLog followed = this.poller.find(RunKey.of(run)).orElse(null);
		if (run.logRemovedAt() == null && followed == null && run.ended() && Files.notExists(file(run))) {
			return RunView.of(run, this.logs.size(run), "The log of this run is no longer there.");
		}
		return FollowedLog.view(run, this.logs.size(run), followed);
	}

	/** Nothing that was read of a removed log stays in memory. */
	@EventListener
	void removed(LogRemoved event) {
		RunKey key = RunKey.of(event.run());
		this.transcripts.invalidate(key);
		this.pages.asMap().keySet().removeIf((page) -> page.run().equals(key));
	}

	/**
	 * The file that holds the raw bytes.
	 * @throws LogRemovedException if the log was removed
	 */
	public Path file(Run run) {
		LogRemovedException.throwIfRemoved(run);
		return this.logs.file(run.app(), run.number());
	}

	/**
	 * The newest view of a run.
	 * @param run the run
	 * @param lines how many lines are wanted; those that are not frozen always come
	 * @throws LogRemovedException if the log was removed
	 */
	public Delta snapshot(Run run, int lines) {
		LogRemovedException.throwIfRemoved(run);
		Transcript transcript = transcript(run);
		return transcript.snapshot(lines).orElseGet(() -> longSnapshot(run, transcript, lines));
	}

	private Delta longSnapshot(Run run, Transcript transcript, int lines) {
		Delta now = transcript.snapshot(0).orElseThrow();
		long firstLine = Math.max(0, Math.min(now.lineCount() - lines, now.frozen()));
		return render(run, (pages) -> pages.snapshot(now.to(), firstLine));
	}

	/**
	 * The lines of a page that are frozen so far.
	 * @param run the run
	 * @param page number of the page, from 0
	 * @return at most {@link FrozenPages#PAGE_LINES} lines; the page is immutable once it
	 * has that many
	 * @throws NotVisibleException if no log can have such a page
	 * @throws LogRemovedException if the log was removed
	 */
	public List<String> page(Run run, long page) {
		LogRemovedException.throwIfRemoved(run);
		if (page < 0 || page > Long.MAX_VALUE / FrozenPages.PAGE_LINES - 1) {
			throw new NotVisibleException("page of lines");
		}
		PageKey key = new PageKey(RunKey.of(run), page);
		List<String> known = this.pages.getIfPresent(key);
		if (known != null) {
			return known;
		}
		long to = this.poller.find(key.run()).map((entry) -> entry.transcript().offset()).orElseGet(() -> size(run));
		List<String> lines = render(run, (pages) -> pages.page(to, page));
		if (lines.size() == FrozenPages.PAGE_LINES) {
			this.pages.put(key, lines);
		}
		return lines;
	}

	/**
	 * When the lines of a page were begun, as far as they are.
	 * @param run the run
	 * @param page number of the page, from 0
	 */
	public LogTimes.Part times(Run run, long page) {
		// Before the times are read: whoever still follows may settle them
		boolean over = run.ended() && this.poller.find(RunKey.of(run)).isEmpty();
		long from = page * FrozenPages.PAGE_LINES;
		long to = Math.min(from + FrozenPages.PAGE_LINES, transcript(run).begun());
		try {
			LogTimes.Part part = new LogTimes(file(run)).part(from, Math.max(from, to));
			return over ? new LogTimes.Part(part.at(), true) : part;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The lines of a run that took longest to come, the longest gap first. */
	public List<LogTimes.Gap> gaps(Run run, int limit) {
		try {
			return new LogTimes(file(run)).longest(limit);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Bytes of the log's file, 0 if it is gone. */
	private long size(Run run) {
		return file(run).toFile().length();
	}

	private <T> T render(Run run, Rendering<T> rendering) {
		this.renderings.acquireUninterruptibly();
		try {
			return rendering.of(new FrozenPages(file(run), this.indexes.of(run)));
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.renderings.release();
		}
	}

	private Transcript transcript(Run run) {
		RunKey key = RunKey.of(run);
		Optional<FollowedLog> followed = this.poller.find(key);
		if (followed.isPresent()) {
			return followed.get().transcript();
		}
		if (!run.ended()) {
			return read(run);
		}
		return this.transcripts.get(key, (unused) -> read(run));
	}

	private Transcript read(Run run) {
		try (Follower follower = new Follower(file(run), this.indexes.of(run))) {
			while (follower.poll()) {
				continue;
			}
			return follower.transcript();
		}
		catch (LogLostException ex) {
			// Removed in this moment
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Names a page of a run. */
	private record PageKey(RunKey run, long page) {
	}

	/** Something that is rendered from a log. */
	private interface Rendering<T> {

		T of(FrozenPages pages) throws IOException;

	}

}
