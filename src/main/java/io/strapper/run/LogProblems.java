package io.strapper.run;

/**
 * Where a finding about the log of a run goes that several parts of a server may make:
 * all of them hear of it, whoever looked first.
 */
@FunctionalInterface
public interface LogProblems {

	/**
	 * Puts on record that somebody laid hands on the log of a run, and publishes
	 * {@link RunChanged}. Nothing happens if a finding is on record already or the run
	 * has finished.
	 * @param run the run
	 * @param problem one sentence on what was done
	 * @throws org.springframework.dao.DataAccessException if the database is away:
	 * whoever found it reports it again
	 */
	void report(Run run, String problem);

}
