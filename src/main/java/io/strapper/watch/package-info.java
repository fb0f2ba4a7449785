/**
 * Notifications of changes in folders (inotify), so that less polling is needed, and
 * loops that can be woken.
 */
@NullMarked
package io.strapper.watch;

import org.jspecify.annotations.NullMarked;
