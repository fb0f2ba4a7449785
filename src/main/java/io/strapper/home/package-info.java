/**
 * The home, Strapper's own folder: its lock, its claim on a database, and the failures
 * that end a start.
 */
@NullMarked
package io.strapper.home;

import org.jspecify.annotations.NullMarked;
