package io.strapper.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.strapper.user.ConcurrencyLimit;

/**
 * Limits the threads that block until a client reads: the clients of one network may
 * block a tenth of the server's threads, and all clients together half of them. Most
 * answers block no thread ({@link Delivery}). A client for which no such thread is free
 * is disconnected. Safe for use by several threads.
 */
final class BlockingWrites {

	/** How long a thread blocks for a client while many threads are blocked. */
	private static final long SHORT_MILLIS = 1_000;

	private final AtomicInteger waiting = new AtomicInteger();

	private final ConcurrencyLimit limit;

	private final int many;

	/**
	 * A limit for a server.
	 * @param threads how many threads the server has
	 */
	BlockingWrites(int threads) {
		this.limit = new ConcurrencyLimit(Math.max(1, threads / 2), Math.max(1, threads / 10));
		this.many = threads / 8;
	}

	/**
	 * Counts a thread that begins to block.
	 * @param network the client's network; empty behind a proxy, where it is unknown
	 * @throws IOException if too many threads are blocked
	 */
	void enter(String network) throws IOException {
		if (!this.limit.enter(key(network))) {
			throw new IOException("Too many clients do not read their answers");
		}
		this.waiting.incrementAndGet();
	}

	/** Counts a thread that blocks no longer. */
	void leave(String network) {
		this.waiting.decrementAndGet();
		this.limit.leave(key(network));
	}

	private static String key(String network) {
		// One thread waits for one connection
		return network.isEmpty() ? Thread.currentThread().getName() : network;
	}

	/**
	 * How long a thread may block.
	 * @param usual the usual time-out in milliseconds; not positive for none
	 */
	long patience(long usual) {
		boolean crowded = this.waiting.get() > this.many;
		return (crowded && (usual <= 0 || usual > SHORT_MILLIS)) ? SHORT_MILLIS : usual;
	}

}
