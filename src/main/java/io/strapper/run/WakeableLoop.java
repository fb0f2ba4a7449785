package io.strapper.run;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/** Calls a task again and again while there is something to do, and not otherwise. */
public class WakeableLoop {

	private final String name;

	private final Duration pause;

	private final BooleanSupplier task;

	private @Nullable ScheduledExecutorService executor;

	private @Nullable ScheduledFuture<?> ticking;

	/** Counts, so that a task that found nothing to do knows of what came meanwhile. */
	private long wakes;

	/**
	 * A ticker that has yet to be started.
	 * @param name of its thread
	 * @param pause between two calls
	 * @param task called by one thread; tells whether there is more to do
	 */
	public WakeableLoop(String name, Duration pause, BooleanSupplier task) {
		this.name = name;
		this.pause = pause;
		this.task = task;
	}

	public synchronized void start() {
		ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, (runnable) -> {
			Thread thread = new Thread(runnable, this.name);
			thread.setDaemon(true);
			return thread;
		});
		// Now: when there is something to do, the system may have no thread left to give
		made.prestartCoreThread();
		this.executor = made;
	}

	/** Says that there is something to do. Does nothing while the ticker is stopped. */
	public synchronized void wake() {
		this.wakes++;
		if (this.executor != null && this.ticking == null) {
			this.ticking = this.executor.scheduleWithFixedDelay(this::tick, 0, this.pause.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void tick() {
		long before = wakes();
		if (!this.task.getAsBoolean()) {
			rest(before);
		}
	}

	private synchronized long wakes() {
		return this.wakes;
	}

	private synchronized void rest(long before) {
		if (this.ticking != null && this.wakes == before) {
			this.ticking.cancel(false);
			this.ticking = null;
		}
	}

	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/** Waits for a call that is under way. */
	public void stop() {
		ScheduledExecutorService stopping;
		synchronized (this) {
			stopping = this.executor;
			this.executor = null;
			this.ticking = null;
		}
		if (stopping == null) {
			return;
		}
		stopping.shutdown();
		try {
			stopping.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
