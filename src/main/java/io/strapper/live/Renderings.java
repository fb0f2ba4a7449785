package io.strapper.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many logs are rendered at a time: each rendering takes a terminal's memory, and
 * more would only wait for each other. One run has a part of them, so that a log that is
 * slow to read delays no page of another run. Safe for use by several threads.
 */
final class Renderings {

	private final Map<RunKey, Integer> going = new HashMap<>();

	private final int most;

	private final int mostOfARun;

	private final Duration patience;

	private int total;

	/**
	 * Nothing is rendered yet.
	 * @param most how many renderings there are at a time
	 * @param mostOfARun how many of them may be of the same run
	 * @param patience how long somebody waits for their turn: a reader may have gone
	 * meanwhile, which a server only notices by writing to them
	 */
	Renderings(int most, int mostOfARun, Duration patience) {
		this.most = most;
		this.mostOfARun = mostOfARun;
		this.patience = patience;
	}

	/**
	 * Begins a rendering, which has to be ended.
	 * @throws TooBusyException if its turn does not come in time
	 */
	synchronized void begin(RunKey run) {
		long end = System.nanoTime() + this.patience.toNanos();
		while (this.total >= this.most || this.going.getOrDefault(run, 0) >= this.mostOfARun) {
			long left = (end - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new TooBusyException();
			}
			await(left);
		}
		this.total++;
		this.going.merge(run, 1, Integer::sum);
	}

	private void await(long millis) {
		try {
			wait(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TooBusyException();
		}
	}

	/** A rendering has ended. */
	synchronized void end(RunKey run) {
		this.total--;
		this.going.computeIfPresent(run, (key, count) -> (count > 1) ? count - 1 : null);
		notifyAll();
	}

}
