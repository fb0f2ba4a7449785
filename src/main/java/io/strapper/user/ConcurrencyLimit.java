package io.strapper.user;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many do something at a time, and how many of them may be the same user or
 * network: nobody takes all of what everybody needs. Safe for use by several threads.
 */
public final class ConcurrencyLimit {

	private final Map<String, Integer> ofEach = new ConcurrentHashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Semaphore room;

	private final int mostOfEach;

	private final int mostWaiting;

	/**
	 * A limit without a queue.
	 * @param most how many may be inside
	 * @param mostOfEach how many of one key may be inside
	 */
	public ConcurrencyLimit(int most, int mostOfEach) {
		this(most, mostOfEach, 0);
	}

	/**
	 * A limit with a queue, first come, first served.
	 * @param most how many may be inside
	 * @param mostOfEach how many of one key may be inside or wait
	 * @param mostWaiting how many may wait
	 */
	public ConcurrencyLimit(int most, int mostOfEach, int mostWaiting) {
		this.room = new Semaphore(most, true);
		this.mostOfEach = mostOfEach;
		this.mostWaiting = mostWaiting;
	}

	/**
	 * Enters, or returns false at once if there is no room.
	 * @param key the user or the network that is counted
	 * @return whether the caller is inside and has to {@link #leave(String) leave}
	 */
	public boolean enter(String key) {
		return enter(key, Duration.ZERO);
	}

	/**
	 * Enters, or returns false if there is no room within some time. It returns false at
	 * once if the key has its share, if too many wait, or if the thread is interrupted.
	 * @param key the user or the network that is counted
	 * @param patience how long to wait for room
	 * @return whether the caller is inside and has to {@link #leave(String) leave}
	 */
	public boolean enter(String key, Duration patience) {
		if (this.ofEach.merge(key, 1, Integer::sum) <= this.mostOfEach && (this.room.tryAcquire() || wait(patience))) {
			return true;
		}
		forget(key);
		return false;
	}

	private boolean wait(Duration patience) {
		try {
			return this.waiting.incrementAndGet() <= this.mostWaiting
					&& this.room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	/**
	 * Makes room again.
	 * @param key the key that entered
	 */
	public void leave(String key) {
		this.room.release();
		forget(key);
	}

	private void forget(String key) {
		this.ofEach.computeIfPresent(key, (same, count) -> (count > 1) ? count - 1 : null);
	}

}
