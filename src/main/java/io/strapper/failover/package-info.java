/**
 * What a node does about runs because of the other nodes: it takes up what was pressed or
 * cancelled there, takes over the runs of a node whose lease has run out, and after its
 * own lease has run out ends the processes of the runs that it has lost. A server that is
 * alone does nothing of this.
 */
@NullMarked
package io.strapper.failover;

import org.jspecify.annotations.NullMarked;
