/**
 * Finds what stands out in a log while it is read: the groups that a script marks, errors
 * and warnings. {@link io.strapper.outline.OutlineReader} is the entry.
 */
@NullMarked
package io.strapper.outline;

import org.jspecify.annotations.NullMarked;
