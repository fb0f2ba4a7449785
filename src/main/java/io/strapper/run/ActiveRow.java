package io.strapper.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a run that has not finished.
 *
 * @param run the run
 * @param runId the random text in the environment of the run's processes, by which a
 * cancel finds them
 * @param limits the limits at which the server ends the run
 * @param requestedEnd what the run's status will be once it has ended, if its end was
 * requested, else null
 */
public record ActiveRow(Run run, String runId, Limits limits, @Nullable RunStatus requestedEnd) {

	static ActiveRow of(ResultSet row, int index) throws SQLException {
		String ending = row.getString("ending");
		return new ActiveRow(Runs.run(row, index), row.getString("run_id"),
				new Limits(duration(row, "timeout_ms"), duration(row, "silence_ms")),
				(ending != null) ? RunStatus.of(ending) : null);
	}

	private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
		Long millis = row.getObject(column, Long.class);
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

}
