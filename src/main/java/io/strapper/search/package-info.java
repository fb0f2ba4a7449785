/**
 * What the lines of a log say: expressions, counts and matches, groups and the first
 * error.
 */
@NullMarked
package io.strapper.search;

import org.jspecify.annotations.NullMarked;
