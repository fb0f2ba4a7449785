/**
 * How a user proves who they are, and the one rule that every door asks: who may see and
 * who may press an app.
 */
@NullMarked
package io.strapper.security;

import org.jspecify.annotations.NullMarked;
