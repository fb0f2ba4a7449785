package io.strapper.run;

/**
 * A run is active: published once its row is committed and its process has been started,
 * and again when a server that starts goes on with it.
 *
 * @param run the run
 */
public record RunStarted(Run run) {
}
