/**
 * The servers that share one home and one database, the nodes: which there are, and which
 * of them are trusted to run something. A server that is alone has none of this.
 */
@NullMarked
package io.strapper.node;

import org.jspecify.annotations.NullMarked;
