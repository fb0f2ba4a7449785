package io.strapper.watch;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in turns: several tasks at once, but never two turns of one task. A slow
 * task delays only itself, unless there are {@value #THREADS} slow ones. An idle task
 * costs nothing. Safe for use by several threads.
 */
public final class Turns {

	/** The number of threads, which mostly wait: so many tasks can be blocked at once. */
	public static final int THREADS = 8;

	private static final Duration LEAVE = Duration.ofSeconds(2);

	private final ScheduledThreadPoolExecutor threads;

	/**
	 * Makes threads for tasks.
	 * @param name the prefix of the threads' names
	 */
	public Turns(String name) {
		AtomicInteger number = new AtomicInteger();
		this.threads = new ScheduledThreadPoolExecutor(THREADS, (task) -> {
			Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
		this.threads.setRemoveOnCancelPolicy(true);
		this.threads.setKeepAliveTime(1, TimeUnit.MINUTES);
		this.threads.allowCoreThreadTimeOut(true);
		this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/** Adds a task, which has no turn yet. */
	public Turn of(Task task) {
		return new Turn(task);
	}

	/** Ends all tasks and waits for the turns that have begun. */
	public void close() throws InterruptedException {
		this.threads.shutdown();
		this.threads.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** A task that runs in turns. */
	public interface Task {

		/**
		 * One turn.
		 * @return nanoseconds until the next turn at the latest; negative for no further
		 * turn
		 */
		long turn();

	}

	/** The turns of a task. */
	public final class Turn implements Runnable {

		private final Task task;

		private @Nullable ScheduledFuture<?> next;

		private long nextAt;

		private boolean running;

		private boolean asked;

		private long askedAt;

		private boolean over;

		private Turn(Task task) {
			this.task = task;
		}

		/**
		 * Schedules the next turn for no later than after a pause.
		 * @param pause the pause in nanoseconds
		 */
		public synchronized void within(long pause) {
			long at = System.nanoTime() + Math.max(0, pause);
			if (this.running) {
				this.askedAt = this.asked ? earlier(at, this.askedAt) : at;
				this.asked = true;
			}
			else {
				schedule(at);
			}
		}

		private static long earlier(long a, long b) {
			return (a - b < 0) ? a : b;
		}

		private void schedule(long at) {
			if (this.over || Turns.this.threads.isShutdown()) {
				return;
			}
			ScheduledFuture<?> before = this.next;
			if (before != null) {
				if (this.nextAt - at <= 0) {
					return;
				}
				before.cancel(false);
			}
			this.nextAt = at;
			this.next = Turns.this.threads.schedule(this, at - System.nanoTime(), TimeUnit.NANOSECONDS);
		}

		@Override
		public void run() {
			if (begin()) {
				long pause = -1;
				try {
					pause = this.task.turn();
				}
				finally {
					end(pause);
				}
			}
		}

		private synchronized boolean begin() {
			// The turn was cancelled too late, when it had already begun
			boolean mayRun = !this.running && !this.over;
			if (mayRun) {
				this.running = true;
				this.next = null;
			}
			return mayRun;
		}

		private synchronized void end(long pause) {
			this.running = false;
			this.over = pause < 0;
			if (!this.over) {
				long at = System.nanoTime() + pause;
				schedule(this.asked ? earlier(at, this.askedAt) : at);
			}
			this.asked = false;
		}

	}

}
