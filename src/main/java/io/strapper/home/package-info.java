/**
 * The folder that is ours: its lock, its claim on a database, and what ends a start.
 */
@NullMarked
package io.strapper.home;

import org.jspecify.annotations.NullMarked;
