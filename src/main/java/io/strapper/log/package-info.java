/**
 * A log file becomes deltas: the byte offset is the version. Files are read; nothing else
 * is touched.
 */
@NullMarked
package io.strapper.log;

import org.jspecify.annotations.NullMarked;
