package io.strapper.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets in so many at a time, and so many of each who come. Safe for use by several
 * threads.
 */
public final class ConcurrencyLimit {

	private final Map<String, Integer> inside = new ConcurrentHashMap<>();

	private final Semaphore room;

	private final int mostOfEach;

	/**
	 * Nobody is inside.
	 * @param most how many may be inside
	 * @param mostOfEach how many of them may be the same
	 */
	public ConcurrencyLimit(int most, int mostOfEach) {
		this.room = new Semaphore(most);
		this.mostOfEach = mostOfEach;
	}

	/**
	 * Lets somebody in, who then has to leave, or tells that there is no room.
	 * @param who comes
	 * @return whether they are inside
	 */
	public boolean enter(String who) {
		if (!this.room.tryAcquire()) {
			return false;
		}
		if (this.inside.merge(who, 1, Integer::sum) > this.mostOfEach) {
			leave(who);
			return false;
		}
		return true;
	}

	/**
	 * Makes room again.
	 * @param who was let in
	 */
	public void leave(String who) {
		this.inside.computeIfPresent(who, (name, count) -> (count > 1) ? count - 1 : null);
		this.room.release();
	}

}
