/**
 * Sign-in with OpenID Connect: who somebody is, and in which groups, a provider tells.
 */
@NullMarked
package io.strapper.oidc;

import org.jspecify.annotations.NullMarked;
