package io.strapper.live;

/**
 * Frozen lines of a page, as they are sent: those of a page that is too large to be held
 * are rendered on the way, so they can be gone through only once.
 *
 * @param firstLine number of the first of them
 * @param count how many there are
 * @param lines HTML, one a line
 */
public record LogPage(long firstLine, int count, Iterable<String> lines) {
}
