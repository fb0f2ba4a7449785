package io.strapper.user;

import java.time.Instant;

/**
 * A session in which a user is signed in, as its owner sees it.
 *
 * @param key names the session and opens nothing, unlike its identifier
 * @param browser the browser as people call it, such as {@code Firefox on Linux}
 * @param address from where the sign-in came
 * @param signedInAt when, UTC
 * @param lastUsedAt when it was last used, to a minute, UTC
 * @param current whether it is the session that asks
 */
public record UserSession(String key, String browser, String address, Instant signedInAt, Instant lastUsedAt,
		boolean current) {

}
