/**
 * The records of runs: their rows and folders, and the rules for keeping logs. This
 * package starts no process.
 */
@NullMarked
package io.strapper.run;

import org.jspecify.annotations.NullMarked;
