/**
 * Notifications of changes in folders (inotify), so that less polling is needed, and
 * loops and tasks that can be woken before their next look is due.
 */
@NullMarked
package io.strapper.watch;

import org.jspecify.annotations.NullMarked;
