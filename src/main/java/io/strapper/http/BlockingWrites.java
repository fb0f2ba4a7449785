package io.strapper.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.strapper.user.ConcurrencyLimit;

/**
 * Bounds the threads that wait until a client reads: the clients of one network may hold
 * a tenth of the server's threads, and all together half of them. Most answers need no
 * such thread ({@link Delivery}); whoever finds no room is cut off. Safe for use by
 * several threads.
 */
final class BlockingWrites {

	/** What a client has to read in, while many do not. */
	private static final long SHORT_MILLIS = 1_000;

	private final AtomicInteger waiting = new AtomicInteger();

	private final ConcurrencyLimit limit;

	private final int many;

	/**
	 * Nobody waits.
	 * @param threads how many the server has
	 */
	BlockingWrites(int threads) {
		this.limit = new ConcurrencyLimit(Math.max(1, threads / 2), Math.max(1, threads / 10));
		this.many = threads / 8;
	}

	/**
	 * Begins to wait.
	 * @param network whose client it is; empty for a proxy's, which may be anybody
	 * @throws IOException if too many wait
	 */
	void enter(String network) throws IOException {
		if (!this.limit.enter(key(network))) {
			throw new IOException("Too many clients do not read their answers");
		}
		this.waiting.incrementAndGet();
	}

	/** Waits no longer. */
	void leave(String network) {
		this.waiting.decrementAndGet();
		this.limit.leave(key(network));
	}

	private static String key(String network) {
		// One thread waits for one connection
		return network.isEmpty() ? Thread.currentThread().getName() : network;
	}

	/**
	 * How long to wait.
	 * @param usual milliseconds; none if not positive
	 */
	long patience(long usual) {
		boolean crowded = this.waiting.get() > this.many;
		return (crowded && (usual <= 0 || usual > SHORT_MILLIS)) ? SHORT_MILLIS : usual;
	}

}
