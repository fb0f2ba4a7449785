/**
 * What the nodes tell each other through a message broker, so that a page hears of a run
 * wherever it runs. What gets lost on the way is found again in the files and in the
 * database. A server without a broker has none of this.
 */
@NullMarked
package io.strapper.relay;

import org.jspecify.annotations.NullMarked;
