package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.search.Expression;
import io.strapper.search.LogSearch;
import io.strapper.search.OngoingSearch;
import io.strapper.search.SearchShares;
import io.strapper.search.SearchesBusyException;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs searches in logs on a few threads of its own, by turns: no search delays another
 * for long, and a request waits for a bounded time.
 */
@Component
public class Searches implements DisposableBean {

	/** How long an answer may wait for more to be found. */
	private static final Duration PATIENCE = Duration.ofMillis(300);

	/** How long an answer may wait for its matches to be listed. */
	private static final Duration LISTING = Duration.ofSeconds(2);

	/** The work of one turn, in steps of a search: a few milliseconds. */
	private static final long TURN = 1 << 18;

	/** Most searches of a user whose counts are kept for later requests. */
	private static final int MOST_KEPT_OF_A_USER = 8;

	private final ExecutorService threads = Executors
		.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), (task) -> {
			Thread thread = new Thread(task, "search");
			thread.setDaemon(true);
			return thread;
		});

	private final Cache<Query, Search> searches = Caffeine.newBuilder()
		.expireAfterAccess(Duration.ofMinutes(5))
		// Soft values, since a terminal's window may be large: a search can begin again
		.softValues()
		.build();

	private final SearchShares shares = new SearchShares();

	private final OpenLogs logs;

	Searches(OpenLogs logs) {
		this.logs = logs;
	}

	/**
	 * Searches for a short while.
	 * @return the result so far
	 * @throws LogRemovedException if the log was removed
	 * @throws SearchesBusyException if too many others search
	 */
	public LogSearch.Found search(Run run, Query query, LogSearch.Range range) {
		LogRemovedException.throwIfRemoved(run);
		RunLog log = this.logs.of(run);
		this.searches.asMap().computeIfPresent(query, (same, known) -> (known.file == log) ? known : null);
		Search search = this.searches.get(query, (unused) -> newSearch(log, query));
		search.asked = System.nanoTime();
		forgetOldest(query.user());
		try {
			if (search.search.offset() < search.file.size() || !search.search.complete()) {
				search.turns.await(PATIENCE);
			}
			return result(this.threads.submit(() -> search.search.list(range)));
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Search newSearch(RunLog log, Query query) {
		LogSearch search = new LogSearch(log, Expression.of(query.text(), query.regex(), query.matchCase()));
		return new Search(search, log,
				new OngoingSearch(query.user(), () -> search.advance(log.size(), TURN), this.threads, this.shares));
	}

	/** Drops a user's oldest searches, but keeps those that go on. */
	private void forgetOldest(String user) {
		this.searches.asMap()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().user().equals(user))
			.sorted(Comparator.comparingLong((entry) -> -entry.getValue().asked))
			.skip(MOST_KEPT_OF_A_USER)
			.filter((entry) -> !entry.getValue().turns.isWanted())
			.forEach((entry) -> this.searches.invalidate(entry.getKey()));
	}

	private static LogSearch.Found result(Future<LogSearch.Found> listing) throws IOException {
		try {
			return listing.get(LISTING.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			listing.cancel(false);
			throw new SearchesBusyException();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SearchesBusyException();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			throw new IllegalStateException("Matches could not be listed", ex.getCause());
		}
	}

	@EventListener
	void removed(LogRemoved event) {
		this.searches.asMap().keySet().removeIf((query) -> query.run().equals(RunKey.of(event.run())));
	}

	@Override
	public void destroy() {
		this.threads.shutdownNow();
	}

	/**
	 * The key of a search.
	 *
	 * @param user the user who searches
	 * @param run the run whose log is searched
	 * @param text the text to search for
	 * @param regex whether it is a regular expression
	 * @param matchCase whether upper and lower case differ
	 */
	public record Query(String user, RunKey run, String text, boolean regex, boolean matchCase) {
	}

	/** A search, and its turns. */
	private static final class Search {

		private final LogSearch search;

		private final RunLog file;

		private final OngoingSearch turns;

		private volatile long asked;

		Search(LogSearch search, RunLog file, OngoingSearch turns) {
			this.search = search;
			this.file = file;
			this.turns = turns;
		}

	}

}
