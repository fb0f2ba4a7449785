/**
 * All apps at once, and how each stands.
 */
@NullMarked
package io.strapper.dashboard;

import org.jspecify.annotations.NullMarked;
