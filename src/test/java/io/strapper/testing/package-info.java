/**
 * What tests of several packages begin with: a running server, its users, the programs of
 * the machine that it is tried with. Nothing here tests anything.
 */
@NullMarked
package io.strapper.testing;

import org.jspecify.annotations.NullMarked;
