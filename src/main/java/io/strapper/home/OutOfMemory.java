package io.strapper.home;

import java.util.Set;

import org.apache.tomcat.util.threads.TaskThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its heap is full, as {@code -XX:+ExitOnOutOfMemoryError} does
 * where it is given. An OutOfMemoryError ends single threads for good, such as the one
 * that accepts connections: such a server would look alive and answer nobody. Runs
 * outlive the server, and systemd starts it again.
 */
public final class OutOfMemory {

	private static final Logger log = LoggerFactory.getLogger(OutOfMemory.class);

	private static final int EXIT_STATUS = 3;

	private static final int LONGEST_CHAIN = 20;

	/** The server can recover from other causes, such as a missing native thread. */
	private static final Set<String> FOR_GOOD = Set.of("Java heap space", "GC overhead limit exceeded", "Metaspace",
			"Compressed class space");

	private OutOfMemory() {
	}

	/** From now on an OutOfMemoryError that ends a thread ends the process, too. */
	public static void endProcessWithThread() {
		Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			endProcessIfCauseOf(failure);
			if (before != null) {
				before.uncaughtException(thread, failure);
			}
			else if (thread instanceof TaskThread && failure instanceof Exception) {
				// A socket was closed in the middle of a message, for example
				log.warn("The thread {} has ended, and another one takes its place", thread.getName(), failure);
			}
			else {
				log.error("The thread {} has ended", thread.getName(), failure);
			}
		});
	}

	/**
	 * Ends the process if a full heap is the cause of a failure. Code calls it that
	 * catches any Throwable, or an exception in which a framework may have wrapped the
	 * error.
	 * @param failure what was caught
	 */
	public static void endProcessIfCauseOf(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < LONGEST_CHAIN; i++) {
			if (cause instanceof OutOfMemoryError error && FOR_GOOD.contains(String.valueOf(error.getMessage()))) {
				System.err.println("Strapper ends: its memory is full. Give it more with -Xmx, or see what took it.");
				Runtime.getRuntime().halt(EXIT_STATUS);
			}
			cause = cause.getCause();
		}
	}

}
