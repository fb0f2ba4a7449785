package io.strapper.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.log.RunLog;
import io.strapper.run.LogRemoved;
import io.strapper.run.Run;
import io.strapper.search.Expression;
import io.strapper.search.LogSearch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Searches that go on while somebody asks how far they are: in few threads of their own,
 * by turns, so that they keep nobody else waiting. One that nobody has asked about for a
 * while rests, and goes on when asked again.
 */
@Component
public class Searches implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Searches.class);

	/** How long an answer may wait for more to be found. */
	private static final Duration PATIENCE = Duration.ofMillis(300);

	private static final Duration ABANDONED = Duration.ofSeconds(2);

	/** Bytes that a search looks through before the next one has its turn. */
	private static final long TURN = 1 << 17;

	private static final int MOST = 32;

	private final AtomicInteger going = new AtomicInteger();

	private final ExecutorService threads = Executors
		.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), (task) -> {
			Thread thread = new Thread(task, "search");
			thread.setDaemon(true);
			return thread;
		});

	private final Cache<Query, Search> searches = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterAccess(Duration.ofMinutes(5))
		// A terminal's window may be large: rather begin anew than run out of memory
		.softValues()
		.build();

	private final OpenLogs logs;

	Searches(OpenLogs logs) {
		this.logs = logs;
	}

	/**
	 * Searches on, for a short while.
	 * @return what was found so far
	 * @throws LogRemovedException if the log was removed
	 */
	public Answer search(Run run, Query query, Range range) {
		LogRemovedException.throwIfRemoved(run);
		Search search = this.searches.get(query, (unused) -> {
			Expression expression = Expression.of(query.text(), query.regex(), query.matchCase());
			RunLog log = this.logs.of(run);
			return new Search(new LogSearch(log, expression), log);
		});
		try {
			boolean complete = search.await();
			LogSearch.Found found = search.search.list(range.from(), range.nth(), range.to(), range.limit());
			return new Answer(found, complete, search.search.offset(), search.file.size());
		}
		catch (NoSuchFileException ex) {
			throw new NotVisibleException("log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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

	/** A search and whether it goes on. */
	private final class Search {

		private final LogSearch search;

		private final RunLog file;

		private boolean working;

		private long asked;

		private @Nullable IOException failure;

		Search(LogSearch search, RunLog file) {
			this.search = search;
			this.file = file;
		}

		/** Whether everything was looked through. */
		synchronized boolean await() throws IOException {
			this.asked = System.nanoTime();
			long end = this.asked + PATIENCE.toNanos();
			if (!this.working && this.search.offset() < this.file.size()) {
				start();
			}
			for (long left = PATIENCE.toMillis(); this.working && left > 0;) {
				try {
					wait(left);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return false;
				}
				left = (end - System.nanoTime()) / 1_000_000;
			}
			IOException failed = this.failure;
			if (failed != null) {
				this.failure = null;
				throw failed;
			}
			return !this.working;
		}

		private void start() {
			if (Searches.this.going.incrementAndGet() > MOST) {
				Searches.this.going.decrementAndGet();
				throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
						"Too many searches are going on: try again in a moment.");
			}
			this.working = true;
			Searches.this.threads.execute(this::turn);
		}

		private void turn() {
			boolean more = false;
			IOException failed = null;
			try {
				more = this.search.advance(this.file.size(), TURN);
			}
			catch (IOException ex) {
				failed = ex;
			}
			catch (RuntimeException ex) {
				log.error("Search in {} failed", this.file, ex);
				failed = new IOException(ex);
			}
			proceed(more, failed);
		}

		private synchronized void proceed(boolean more, @Nullable IOException failed) {
			this.failure = failed;
			if (more && System.nanoTime() - this.asked < ABANDONED.toNanos()) {
				Searches.this.threads.execute(this::turn);
				return;
			}
			this.working = false;
			Searches.this.going.decrementAndGet();
			notifyAll();
		}

	}

	/** Names a search. */
	public record Query(RunKey run, String text, boolean regex, boolean matchCase) {
	}

	/**
	 * Which matches to list: those from a line on, or, if that is -1, from a match on.
	 */
	public record Range(long from, long nth, long to, int limit) {
	}

	/** What was found in the first {@code searched} bytes. */
	public record Answer(LogSearch.Found found, boolean complete, long searched, long size) {
	}

}
