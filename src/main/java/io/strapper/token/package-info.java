/**
 * API tokens: how they are made, kept and revoked, and how a request with one is
 * authenticated.
 */
@NullMarked
package io.strapper.token;

import org.jspecify.annotations.NullMarked;
