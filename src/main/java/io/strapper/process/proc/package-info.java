/**
 * The processes of this machine as /proc shows them: which process is meant, whether it
 * is alive, whether one waits for input at a terminal, and a way to type there. Nothing
 * here knows runs.
 */
@NullMarked
package io.strapper.process.proc;

import org.jspecify.annotations.NullMarked;
