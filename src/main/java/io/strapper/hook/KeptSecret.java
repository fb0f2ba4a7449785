package io.strapper.hook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A secret that was made on an app's page.
 *
 * @param text the secret
 * @param madeBy the administrator who has made it
 * @param madeAt when, UTC
 * @param previous the secret before, or null if it is valid no longer
 * @param previousUntil until when the secret before is valid, UTC, or null
 */
record KeptSecret(String text, String madeBy, Instant madeAt, @Nullable String previous,
		@Nullable Instant previousUntil) {

	/** Without the secrets, since this may be logged. */
	@Override
	public String toString() {
		return "KeptSecret[madeBy=" + this.madeBy + ", madeAt=" + this.madeAt + "]";
	}

}
