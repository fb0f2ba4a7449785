package io.strapper.run;

/**
 * Something is new about a run that goes on: its end was requested, a warning was added
 * or withdrawn, or somebody laid hands on its log.
 *
 * @param run the run as it is recorded now
 */
public record RunChanged(Run run) {
}
