package io.strapper.live;

import java.time.Duration;

import io.strapper.user.ConcurrencyLimit;

/**
 * How many logs are rendered at a time: each rendering takes a terminal's memory, and
 * more would only wait for each other. One run has a part of them, so that a log that is
 * slow to read delays no page of another run. Safe for use by several threads.
 */
final class Renderings {

	private final ConcurrencyLimit limit;

	private final Duration patience;

	/**
	 * A limit of renderings.
	 * @param most how many renderings there are at a time
	 * @param mostOfARun how many of them may be of the same run
	 * @param patience how long somebody waits for their turn: a reader may have gone
	 * meanwhile, which a server only notices by writing to them
	 */
	Renderings(int most, int mostOfARun, Duration patience) {
		this.limit = new ConcurrencyLimit(most, mostOfARun, Integer.MAX_VALUE);
		this.patience = patience;
	}

	/**
	 * Begins a rendering, which has to be ended.
	 * @throws TooBusyException if its turn does not come in time
	 */
	void begin(RunKey run) {
		if (!this.limit.enter(run.toString(), this.patience)) {
			throw new TooBusyException();
		}
	}

	/** A rendering has ended. */
	void end(RunKey run) {
		this.limit.leave(run.toString());
	}

}
