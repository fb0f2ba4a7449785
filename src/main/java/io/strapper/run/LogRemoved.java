package io.strapper.run;

/**
 * The log of a run is removed: from now on nobody may see any part of it, even a cached
 * one. The event is published before the files are deleted.
 *
 * @param run the run, whose row stays
 * @param elsewhere whether another node removes it, and tells the pages
 */
public record LogRemoved(Run run, boolean elsewhere) {

	/** This node removes the log. */
	public LogRemoved(Run run) {
		this(run, false);
	}

}
