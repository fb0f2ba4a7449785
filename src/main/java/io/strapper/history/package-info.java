/**
 * The history of an app: which runs there were, how long they took and how they ended.
 */
@NullMarked
package io.strapper.history;

import org.jspecify.annotations.NullMarked;
