/**
 * The sockets of open pages: their subscriptions, their limits, and the messages that are
 * kept for slow clients.
 */
@NullMarked
package io.strapper.socket;

import org.jspecify.annotations.NullMarked;
