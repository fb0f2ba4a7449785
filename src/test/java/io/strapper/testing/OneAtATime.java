package io.strapper.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What only one of the virtual machines that run the tests may do at a time. */
final class OneAtATime {

	private OneAtATime() {
	}

	/**
	 * Waits for the others.
	 * @param lock a file that they all know
	 */
	static <E extends Exception> void run(Path lock, Action<E> action) throws IOException, E {
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			FileLock held = channel.lock();
			action.run();
			held.release();
		}
	}

	@FunctionalInterface
	interface Action<E extends Exception> {

		void run() throws IOException, E;

	}

}
