package io.strapper.live;

/**
 * The frozen lines of a page. If the page is too large to be held in memory, the lines
 * are rendered while they are sent, so they can be iterated only once.
 *
 * @param firstLine number of the first of them
 * @param count how many there are
 * @param lines the HTML of each line
 */
public record LogPage(long firstLine, int count, Iterable<String> lines) {
}
