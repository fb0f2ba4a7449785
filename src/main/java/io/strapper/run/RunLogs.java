package io.strapper.run;

import java.nio.file.Files;
import java.nio.file.Path;

import io.strapper.app.AppId;
import io.strapper.home.Home;

import org.springframework.stereotype.Component;

/** Where the logs of runs are. */
@Component
public class RunLogs {

	private final Home home;

	RunLogs(Home home) {
		this.home = home;
	}

	/**
	 * The log of a run: the output of its process between Strapper's own first and last
	 * line.
	 * @param app the app
	 * @param number the run's number
	 * @return the path, whether or not the file exists
	 */
	public Path file(AppId app, long number) {
		return RunDirectory.of(this.home, app, number).log();
	}

	/**
	 * The size of a run's log in bytes.
	 * @param run the run
	 * @return the final size of a run that has ended, else the file's size now; 0 if
	 * there is none
	 */
	public long size(Run run) {
		return (run.logSize() != null) ? run.logSize() : RunDirectory.of(this.home, run.app(), run.number()).logSize();
	}

	/** Whether the log of a run that has ended has fewer bytes here than it had there. */
	public boolean isShort(Run run) {
		return run.logSize() != null && RunDirectory.of(this.home, run.app(), run.number()).logSize() < run.logSize();
	}

	/** Whether there is a log of a run. */
	public boolean exists(Run run) {
		return Files.exists(file(run.app(), run.number()));
	}

}
