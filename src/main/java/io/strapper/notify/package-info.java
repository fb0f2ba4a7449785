/**
 * Notices out: who is told how a run ended, by which channel, and what has become of it.
 * A notice is a row before it is sent, so it outlives the server.
 */
@NullMarked
package io.strapper.notify;

import org.jspecify.annotations.NullMarked;
