package io.strapper.run;

/**
 * Something is new about a run that goes on: its end was requested, or it gives reason to
 * warn, or no more.
 *
 * @param run the run as it is recorded now
 */
public record RunChanged(Run run) {
}
