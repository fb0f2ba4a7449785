/**
 * All apps at once: how each stands, and what has happened to them.
 */
@NullMarked
package io.strapper.dashboard;

import org.jspecify.annotations.NullMarked;
