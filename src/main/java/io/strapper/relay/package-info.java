/**
 * The messages that nodes send each other through a message broker, so that a page shows
 * a run live, whichever node has it. A message that is lost on the way is made up for
 * from the files and the database. A server without a broker has none of this.
 */
@NullMarked
package io.strapper.relay;

import org.jspecify.annotations.NullMarked;
