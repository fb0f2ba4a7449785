/**
 * Who is it, who may see, who may press: one rule, asked by every door.
 */
@NullMarked
package io.strapper.security;

import org.jspecify.annotations.NullMarked;
