/**
 * What administrators see of the nodes, and how a node is drained.
 */
@NullMarked
package io.strapper.cluster;

import org.jspecify.annotations.NullMarked;
