/**
 * The live view of logs: the poller, the topic, pages and searches.
 */
@NullMarked
package io.strapper.live;

import org.jspecify.annotations.NullMarked;
