/**
 * How a user proves who they are, and the access rules: who may see an app, and who may
 * press its buttons.
 */
@NullMarked
package io.strapper.security;

import org.jspecify.annotations.NullMarked;
