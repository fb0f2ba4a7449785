/**
 * What a browser sees: the poller, the topic, the pages and the JSON.
 */
@NullMarked
package io.strapper.live;

import org.jspecify.annotations.NullMarked;
