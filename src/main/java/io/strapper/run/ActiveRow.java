package io.strapper.run;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a run that has not ended.
 *
 * @param run the run
 * @param runId the random text by which a cancel finds the run's processes
 * @param timeout how long the run may take, or null: for ever
 * @param ending {@code CANCELLED} or {@code TIMED_OUT} once the run is being ended, else
 * null
 */
record ActiveRow(Run run, String runId, @Nullable Duration timeout, @Nullable RunStatus ending) {
}
