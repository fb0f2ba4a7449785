/**
 * A recorded run becomes a process on this machine, and the end of the process becomes
 * the run's status.
 */
@NullMarked
package io.strapper.process;

import org.jspecify.annotations.NullMarked;
