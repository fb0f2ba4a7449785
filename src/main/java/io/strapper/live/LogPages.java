package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.strapper.log.FrozenPages;
import io.strapper.log.LogTimes;
import io.strapper.log.Transcript;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The frozen lines of any run's log, and their times, in pages of
 * {@value FrozenPages#PAGE_LINES} lines. Safe for use by several threads.
 */
@Component
public class LogPages {

	/** How long a reader waits for its page to be sent. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final PageCache cache = new PageCache();

	/**
	 * Limits the pages that are rendered while they are sent, which may take as long as
	 * the client likes.
	 */
	private final Renderings streams = new Renderings(2, 1, PATIENCE);

	private final Logs logs;

	private final OpenLogs open;

	private final LogPoller poller;

	LogPages(Logs logs, OpenLogs open, LogPoller poller) {
		this.logs = logs;
		this.open = open;
		this.poller = poller;
	}

	/** Drops the pages of a removed log from the cache. */
	@EventListener
	void removed(LogRemoved event) {
		this.cache.forget(RunKey.of(event.run()));
	}

	/**
	 * The lines of a page that are frozen so far.
	 * @param run the run
	 * @param page number of the page, from 0
	 * @param answer needs it
	 * @return at most {@link FrozenPages#PAGE_LINES} lines; the page is immutable once it
	 * has that many
	 * @throws NotVisibleException if no log can have such a page
	 * @throws LogRemovedException if the log was removed
	 * @throws TooBusyException if there is no room for it now
	 */
	public Page page(Run run, long page, Answer answer) {
		LogRemovedException.throwIfRemoved(run);
		requirePage(page);
		RunKey key = RunKey.of(run);
		long mask = this.logs.log(run).maskVersion();
		Optional<List<String>> known = this.cache.find(key, mask, page);
		if (known.isPresent()) {
			return page(page, known.get());
		}
		Transcript.Position at = this.logs.transcript(run).position();
		int count = (int) Math.max(0, Math.min(FrozenPages.PAGE_LINES, at.frozen() - page * FrozenPages.PAGE_LINES));
		return this.logs.render(run, (log) -> {
			PageReader reader = new PageReader(new FrozenPages(log).page(at.offset(), page), count);
			answer.holds(reader);
			if (!reader.hold(answer)) {
				this.streams.begin(key);
				answer.holds(() -> this.streams.end(key));
				return new Page(page * FrozenPages.PAGE_LINES, count, reader.all());
			}
			if (reader.held().size() == FrozenPages.PAGE_LINES) {
				this.cache.put(key, mask, page, reader.held());
				if (this.open.isSealed(key)) {
					// The log was removed meanwhile
					this.cache.forget(key);
				}
			}
			return page(page, reader.held());
		});
	}

	private static Page page(long page, List<String> lines) {
		return new Page(page * FrozenPages.PAGE_LINES, lines.size(), lines);
	}

	private static void requirePage(long page) {
		if (page < 0 || page > Long.MAX_VALUE / FrozenPages.PAGE_LINES - 1) {
			throw new NotVisibleException("page of lines");
		}
	}

	/**
	 * The times at which the lines of a page were begun, as far as they are known.
	 * @param run the run
	 * @param page number of the page, from 0
	 * @throws NotVisibleException if no log can have such a page
	 * @throws LogRemovedException if the log was removed
	 */
	public LogTimes.Part times(Run run, long page) {
		LogRemovedException.throwIfRemoved(run);
		requirePage(page);
		// Before the times are read, since a follower may still add some
		boolean over = run.ended() && this.poller.find(RunKey.of(run)).isEmpty();
		long from = page * FrozenPages.PAGE_LINES;
		long to = Math.min(from + FrozenPages.PAGE_LINES, this.logs.transcript(run).linesBegun());
		try {
			LogTimes.Part part = this.logs.log(run).times().part(from, Math.max(from, to));
			return over ? new LogTimes.Part(part.at(), true) : part;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The frozen lines of a page. If the page is too large to be held in memory, the
	 * lines are rendered while they are sent, so they can be iterated only once.
	 *
	 * @param firstLine number of the first of them
	 * @param count how many there are
	 * @param lines the HTML of each line
	 */
	public record Page(long firstLine, int count, Iterable<String> lines) {
	}

}
