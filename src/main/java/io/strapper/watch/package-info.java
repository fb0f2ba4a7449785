/**
 * Notifications of changes in folders (inotify), so that less polling is needed.
 */
@NullMarked
package io.strapper.watch;

import org.jspecify.annotations.NullMarked;
