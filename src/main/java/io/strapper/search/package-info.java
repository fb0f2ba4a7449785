/**
 * Searches a log's lines: expressions, counts and matches.
 */
@NullMarked
package io.strapper.search;

import org.jspecify.annotations.NullMarked;
