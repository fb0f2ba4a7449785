package io.strapper.load;

import java.nio.file.Path;

/** A program that shows a log to those who watch. */
interface Peer {

	/** Its name in the table. */
	String name();

	/**
	 * Shows one run to so many.
	 * @param work how many watch what
	 * @param folder an empty one
	 */
	Result measure(Work work, Path folder) throws Exception;

}
