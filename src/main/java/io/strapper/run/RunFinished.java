package io.strapper.run;

/**
 * A run has ended. Published after the commit, in the thread that checked the run; what a
 * listener throws is logged and does not reach the run.
 *
 * @param run the run as it is recorded for good, with the final size of its log
 */
public record RunFinished(Run run) {
}
