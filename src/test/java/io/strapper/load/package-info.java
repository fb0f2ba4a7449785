/**
 * How soon a line that a run writes is read by those who watch it: the server's time
 * beside that of simpler programs, in one run on one machine. Nothing here is a test but
 * {@code LoadTests}, which shows that the programs work.
 */
@org.jspecify.annotations.NullMarked
package io.strapper.load;
