package io.strapper.user;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account.
 *
 * @param name the name to sign in with, in lower case
 * @param role what the user may do
 * @param groups the user's groups
 * @param issuer the OpenID Connect provider that authenticates the user, or null for a
 * local account, which has a password
 * @param enabled whether the user may sign in
 * @param createdAt when the account was made, UTC
 * @param lastSignInAt when the user last signed in, UTC, or null
 */
public record User(String name, Role role, Groups groups, @Nullable String issuer, boolean enabled, Instant createdAt,
		@Nullable Instant lastSignInAt) {

}
