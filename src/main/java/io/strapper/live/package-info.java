/**
 * What is pushed: the poller, the topic and the sockets.
 */
@NullMarked
package io.strapper.live;

import org.jspecify.annotations.NullMarked;
