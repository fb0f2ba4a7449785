/**
 * The content of a log's lines: expressions, counts and matches, groups and the first
 * error.
 */
@NullMarked
package io.strapper.search;

import org.jspecify.annotations.NullMarked;
