package io.strapper.search;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search that takes turns while somebody asks for its result, and rests otherwise. Safe
 * for use by several threads.
 */
public final class OngoingSearch {

	private static final Logger log = LoggerFactory.getLogger(OngoingSearch.class);

	/** How long a search goes on after the last request for its result. */
	static final Duration ABANDONED = Duration.ofSeconds(2);

	private final String user;

	private final Turn turn;

	private final Executor threads;

	private final SearchShares shares;

	private boolean working;

	private int waiting;

	private @Nullable Throwable failure;

	private volatile long asked = System.nanoTime();

	private volatile boolean wanted;

	/**
	 * A search that rests.
	 * @param user the user who searches
	 * @param turn the work of one turn
	 * @param threads run the turns
	 * @param shares decides whether it may begin
	 */
	public OngoingSearch(String user, Turn turn, Executor threads, SearchShares shares) {
		this.user = user;
		this.turn = turn;
		this.threads = threads;
		this.shares = shares;
	}

	String user() {
		return this.user;
	}

	/** Whether a request waits for it just now. */
	synchronized boolean isAwaited() {
		return this.waiting > 0;
	}

	/** Whether it should have another turn. */
	public boolean isWanted() {
		return this.wanted && (isAwaited() || System.nanoTime() - this.asked < ABANDONED.toNanos());
	}

	/** Ends it before its next turn, unless somebody asks for its result again. */
	void abandon() {
		this.wanted = false;
	}

	/**
	 * Lets it go on, and waits until it rests.
	 * @param patience how long to wait at most
	 * @throws SearchesBusyException if too many other searches go on
	 * @throws IOException if the log cannot be read
	 */
	public void await(Duration patience) throws IOException {
		throwFailure();
		boolean resting = begin();
		try {
			if (resting) {
				queue();
			}
			waitUntil(System.nanoTime() + patience.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			end();
		}
		throwFailure();
	}

	/** Notes that a request waits. Returns whether the search was resting. */
	private boolean begin() {
		synchronized (this.shares) {
			this.shares.enter(this);
			synchronized (this) {
				boolean resting = !this.working;
				this.waiting++;
				this.wanted = true;
				this.working = true;
				return resting;
			}
		}
	}

	private synchronized void waitUntil(long end) throws InterruptedException {
		for (long left = end - System.nanoTime(); this.working && left > 0; left = end - System.nanoTime()) {
			wait(left / 1_000_000, (int) (left % 1_000_000));
		}
	}

	private synchronized void end() {
		this.waiting--;
		this.asked = System.nanoTime();
	}

	private synchronized void throwFailure() throws IOException {
		Throwable failed = this.failure;
		this.failure = null;
		if (failed instanceof IOException ex) {
			throw ex;
		}
		if (failed != null) {
			throw new IOException("The search failed", failed);
		}
	}

	private void queue() {
		try {
			this.threads.execute(this::takeTurn);
		}
		catch (Throwable ex) {
			rest(ex);
			throw ex;
		}
	}

	private void takeTurn() {
		boolean more;
		try {
			more = isWanted() && this.turn.take();
		}
		catch (IOException ex) {
			rest(ex);
			return;
		}
		catch (Throwable ex) {
			log.error("A search failed", ex);
			rest(ex);
			throw ex;
		}
		if (more) {
			queue();
		}
		else {
			rest(null);
		}
	}

	private void rest(@Nullable Throwable failed) {
		synchronized (this.shares) {
			this.shares.leave(this);
			synchronized (this) {
				this.failure = failed;
				this.working = false;
				notifyAll();
			}
		}
	}

	/** The work of one turn. */
	@FunctionalInterface
	public interface Turn {

		/** Does a part of the work. Returns whether there is more. */
		boolean take() throws IOException;

	}

}
