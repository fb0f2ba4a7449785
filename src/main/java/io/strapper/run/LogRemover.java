package io.strapper.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.NoSuchElementException;

import io.strapper.app.AppId;
import io.strapper.home.Home;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes logs of runs that have ended. The run's row is changed first and says that the
 * log is removed: after the commit nobody sees the log any more, and a server that is
 * killed before it has deleted the files finds them by the row.
 */
@Component
public class LogRemover {

	private final Runs runs;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final Home home;

	private final ApplicationEventPublisher events;

	LogRemover(Runs runs, JdbcClient jdbc, Clock clock, Home home, ApplicationEventPublisher events) {
		this.runs = runs;
		this.jdbc = jdbc;
		this.clock = clock;
		this.home = home;
		this.events = events;
	}

	/**
	 * Removes the log of a run; harmless if it is gone already.
	 * @param app the app
	 * @param number the run's number
	 * @param user the name of the user who wants it, or null if a rule removes it
	 * @return the run, whose row stays
	 * @throws NoSuchElementException if there is no such run
	 * @throws RunInProgressException if the run has not ended
	 */
	public Run remove(AppId app, long number, @Nullable String user) {
		Run run = find(app, number);
		if (!run.ended()) {
			throw new RunInProgressException(app, run);
		}
		boolean first = record(run, user);
		Run now = find(app, number);
		if (first) {
			this.events.publishEvent(new LogRemoved(now));
		}
		deleteFiles(now);
		return now;
	}

	private Run find(AppId app, long number) {
		return this.runs.find(app, number).orElseThrow(() -> new NoSuchElementException("No run %d".formatted(number)));
	}

	private boolean record(Run run, @Nullable String user) {
		return this.jdbc.sql("""
				UPDATE run SET log_removed_at = :at, log_removed_by = :user
				WHERE app = :app AND number = :number AND log_removed_at IS NULL
				""")
			.param("at", this.clock.instant().atOffset(ZoneOffset.UTC))
			.param("user", user, Types.VARCHAR)
			.param("app", run.app().value())
			.param("number", run.number())
			.update() == 1;
	}

	/**
	 * Deletes the files of a run whose log was removed. The empty directory of the newest
	 * run stays, so that its number is not used again even if an older database is
	 * restored.
	 * @param run the run
	 */
	void deleteFiles(Run run) {
		try {
			boolean newest = this.runs.newest(run.app()).filter((other) -> other.number() == run.number()).isPresent();
			RunDirectory.of(this.home, run.app(), run.number()).delete(newest);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
