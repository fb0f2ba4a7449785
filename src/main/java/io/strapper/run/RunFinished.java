package io.strapper.run;

/**
 * A run has ended: published after the commit, with the final size of its log.
 *
 * @param run the run as it stays
 */
public record RunFinished(Run run) {
}
