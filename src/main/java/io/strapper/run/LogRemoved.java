package io.strapper.run;

/**
 * The log of a run is kept no longer: nobody is to be shown it any more, from whatever
 * was remembered of it either. Published before its files are deleted.
 *
 * @param run the run, whose row stays
 */
public record LogRemoved(Run run) {
}
