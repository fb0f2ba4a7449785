package io.strapper.run;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a run that has not ended.
 *
 * @param run the run
 * @param runId the random text by which a cancel finds the run's processes
 * @param limits when the run is ended though nobody cancelled it
 * @param ending {@code CANCELLED} or {@code TIMED_OUT} once the run is being ended, else
 * null
 */
public record ActiveRow(Run run, String runId, Limits limits, @Nullable RunStatus ending) {
}
