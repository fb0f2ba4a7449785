package io.strapper.run;

/**
 * Takes reports that somebody changed the log of a run from outside. Several parts of the
 * server look at a log; the first report counts, and all of them learn of it.
 */
@FunctionalInterface
public interface LogProblems {

	/**
	 * Records what was done to the log of a run, and publishes {@link RunChanged} in the
	 * calling thread. Does nothing if a report is already on record or the run has
	 * finished.
	 * @param run the run
	 * @param problem one sentence on what was done
	 * @throws org.springframework.dao.DataAccessException if the database cannot be
	 * reached: the caller tries again
	 */
	void report(Run run, String problem);

}
