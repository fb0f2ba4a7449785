package io.strapper.run;

import org.jspecify.annotations.Nullable;

/**
 * Something is new about a run that goes on: somebody has it ended, or it gives reason to
 * warn, or no more.
 *
 * @param run the run
 * @param warning one sentence on what is going to happen to it, or null
 */
public record RunChanged(Run run, @Nullable String warning) {
}
