/**
 * What a node does about runs on account of the others: it takes up what was pressed and
 * cancelled there. A server that is alone does nothing of it.
 */
@NullMarked
package io.strapper.failover;

import org.jspecify.annotations.NullMarked;
