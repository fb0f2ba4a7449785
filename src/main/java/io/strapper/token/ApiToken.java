package io.strapper.token;

import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;

import io.strapper.app.AppId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; the token itself is not.
 *
 * @param id identifies it among all
 * @param owner the user in whose name it acts, or null for a deploy key, which acts in
 * its own
 * @param name what its maker calls it
 * @param scopes what it may be used for
 * @param apps the apps that it may be used for, or null for all
 * @param createdBy name of the user who has made it
 * @param createdAt when, UTC
 * @param expiresAt when it stops being valid, UTC, or null for never
 * @param lastUsedAt when it was last used, UTC, to the minute, or null for never
 */
record ApiToken(long id, @Nullable String owner, String name, Set<Scope> scopes, @Nullable SortedSet<AppId> apps,
		String createdBy, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {

	/**
	 * Who acts: the owner, or {@code key:} and the key's name, which no user can have.
	 */
	String actor() {
		return (this.owner != null) ? this.owner : "key:" + this.name;
	}

	/** Whether it has expired. */
	boolean isExpired(Instant now) {
		return this.expiresAt != null && !now.isBefore(this.expiresAt);
	}

}
