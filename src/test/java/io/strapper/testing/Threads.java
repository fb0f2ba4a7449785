package io.strapper.testing;

import java.util.concurrent.Executor;

/** Threads for what waits while a test goes on. */
public final class Threads {

	/**
	 * Gives each task a thread of its own. The executor that {@code CompletableFuture}
	 * takes by itself has as few threads as the machine has processors: a task that waits
	 * for another one in it may wait for ever.
	 */
	public static final Executor OWN = (task) -> {
		Thread thread = new Thread(task, "aside");
		thread.setDaemon(true);
		thread.start();
	};

	private Threads() {
	}

}
