package io.strapper.run;

/**
 * A run is active. Published after the commit, when its process has been started, and
 * again when a restarted server takes up the run. What a listener throws is logged and
 * does not reach the run.
 *
 * @param run the run
 */
public record RunStarted(Run run) {
}
