/**
 * What the lines of a log say: expressions, counts and matches.
 */
@NullMarked
package io.strapper.search;

import org.jspecify.annotations.NullMarked;
