package io.strapper.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that calls a task whenever the task is due or somebody wakes the loop. It
 * calls the task again whatever the task throws, even an {@link Error}.
 */
public class WakeableLoop {

	private static final Logger log = LoggerFactory.getLogger(WakeableLoop.class);

	/** Pause after a call that failed. */
	private static final Duration RETRY = Duration.ofSeconds(1);

	private final String name;

	private final Supplier<Optional<Duration>> task;

	private @Nullable Thread thread;

	private boolean woken;

	private boolean failed;

	/**
	 * A loop that has yet to be started.
	 * @param name of its thread
	 * @param task called by one thread at a time; returns the pause before the next call,
	 * or empty to wait until the loop is woken
	 */
	public WakeableLoop(String name, Supplier<Optional<Duration>> task) {
		this.name = name;
		this.task = task;
	}

	/**
	 * Starts the thread now, before there is work: later the system may not be able to
	 * create one.
	 */
	public synchronized void start() {
		Thread made = new Thread(this::run, this.name);
		made.setDaemon(true);
		made.start();
		this.thread = made;
	}

	/** Has the task called at once, or once more if a call is under way. */
	public synchronized void wake() {
		this.woken = true;
		notifyAll();
	}

	private void run() {
		Optional<Duration> pause = Optional.empty();
		while (await(pause)) {
			pause = call();
		}
	}

	private Optional<Duration> call() {
		try {
			Optional<Duration> pause = this.task.get();
			this.failed = false;
			return pause;
		}
		catch (Throwable ex) {
			tell(ex);
			return Optional.of(RETRY);
		}
	}

	private void tell(Throwable problem) {
		try {
			if (!this.failed) {
				log.error("The loop of {} failed and goes on", this.name, problem);
			}
			this.failed = true;
		}
		catch (Throwable ex) {
			// There may be no memory to log it with: the loop must go on
		}
	}

	/** Waits until a call is due. Returns false if the loop was stopped. */
	private synchronized boolean await(Optional<Duration> pause) {
		long end = System.nanoTime() + pause.map(Duration::toNanos).orElse(0L);
		while (isMine() && !this.woken) {
			long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
			if (pause.isPresent() && millis <= 0) {
				break;
			}
			try {
				wait(pause.isPresent() ? millis : 0);
			}
			catch (InterruptedException ex) {
				return false;
			}
		}
		this.woken = false;
		return isMine();
	}

	private boolean isMine() {
		return this.thread == Thread.currentThread();
	}

	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/** Stops the loop. Waits at most five seconds for a call that is under way. */
	public void stop() {
		Thread stopping;
		synchronized (this) {
			stopping = this.thread;
			this.thread = null;
			notifyAll();
		}
		if (stopping == null) {
			return;
		}
		try {
			stopping.join(5000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
