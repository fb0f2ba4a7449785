/**
 * Who listens: open sockets, what each may subscribe to, and what is kept for those that
 * do not read.
 */
@NullMarked
package io.strapper.socket;

import org.jspecify.annotations.NullMarked;
