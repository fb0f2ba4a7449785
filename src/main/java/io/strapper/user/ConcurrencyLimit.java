package io.strapper.user;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many do something at a time, and how many of them may be of one key, such as
 * a user, a network or a run: no key takes all of what everybody needs. Safe for use by
 * several threads.
 */
public final class ConcurrencyLimit {

	private final Map<String, Integer> inside = new HashMap<>();

	/** In the order in which they came. */
	private final Set<Waiter> waiters = new LinkedHashSet<>();

	private final int most;

	private final int mostOfEach;

	private final int mostWaiting;

	private int total;

	/**
	 * A limit without a queue.
	 * @param most how many may be inside
	 * @param mostOfEach how many of one key may be inside
	 */
	public ConcurrencyLimit(int most, int mostOfEach) {
		this(most, mostOfEach, 0);
	}

	/**
	 * A limit with a queue: first come, first served, but whoever waits for the share of
	 * their key holds up no other key.
	 * @param most how many may be inside
	 * @param mostOfEach how many of one key may be inside
	 * @param mostWaiting how many may wait
	 */
	public ConcurrencyLimit(int most, int mostOfEach, int mostWaiting) {
		this.most = most;
		this.mostOfEach = mostOfEach;
		this.mostWaiting = mostWaiting;
	}

	/**
	 * Enters, or returns false at once if there is no room.
	 * @param key the user, network or run that is counted
	 * @return whether the caller is inside and has to {@link #leave(String) leave}
	 */
	public boolean enter(String key) {
		return enter(key, Duration.ZERO);
	}

	/**
	 * Enters, or returns false if there is no room within some time. It returns false at
	 * once if too many wait or the thread is interrupted.
	 * @param key the user, network or run that is counted
	 * @param patience how long to wait for room
	 * @return whether the caller is inside and has to {@link #leave(String) leave}
	 */
	public synchronized boolean enter(String key, Duration patience) {
		// Room that a waiter could use was given to it when it became free
		return admit(key) || (patience.toNanos() > 0 && this.waiters.size() < this.mostWaiting && await(key, patience));
	}

	private boolean admit(String key) {
		boolean room = this.total < this.most && this.inside.getOrDefault(key, 0) < this.mostOfEach;
		if (room) {
			this.total++;
			this.inside.merge(key, 1, Integer::sum);
		}
		return room;
	}

	private boolean await(String key, Duration patience) {
		Waiter waiter = new Waiter(key);
		this.waiters.add(waiter);
		long end = System.nanoTime() + patience.toNanos();
		try {
			for (long left = patience.toNanos(); !waiter.admitted && left > 0; left = end - System.nanoTime()) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.waiters.remove(waiter);
		return waiter.admitted;
	}

	/**
	 * Makes room again.
	 * @param key the key that entered
	 */
	public synchronized void leave(String key) {
		this.total--;
		this.inside.computeIfPresent(key, (same, count) -> (count > 1) ? count - 1 : null);
		for (Waiter waiter : this.waiters) {
			waiter.admitted = waiter.admitted || admit(waiter.key);
		}
		notifyAll();
	}

	/** How many wait just now. */
	synchronized int waiting() {
		return this.waiters.size();
	}

	/** Somebody who waits for room. */
	private static final class Waiter {

		private final String key;

		private boolean admitted;

		Waiter(String key) {
			this.key = key;
		}

	}

}
