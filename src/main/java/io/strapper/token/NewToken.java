package io.strapper.token;

import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants.
 *
 * @param name what its maker calls it
 * @param deployKey whether it acts for itself, not for its maker
 * @param scopes what it may be used for
 * @param apps the apps that it may be used for, or null for all
 * @param expiresAt when it stops being valid, UTC, or null for never
 */
record NewToken(String name, boolean deployKey, Set<Scope> scopes, @Nullable SortedSet<AppId> apps,
		@Nullable Instant expiresAt) {

}
