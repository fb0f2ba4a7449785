/**
 * A button press becomes a process, and a process becomes a run with an exit status.
 */
@NullMarked
package io.strapper.run;

import org.jspecify.annotations.NullMarked;
