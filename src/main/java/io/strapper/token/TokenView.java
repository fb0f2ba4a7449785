package io.strapper.token;

import java.time.Instant;
import java.util.List;

import io.strapper.app.AppId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token as its owner and administrators see it.
 *
 * @param id identifies it
 * @param kind {@code personal} or {@code deploy-key}
 * @param user the user in whose name it acts, or null for a deploy key
 * @param name what its maker calls it
 * @param scopes labels of its scopes
 * @param apps identifiers of its apps, or null for all
 * @param createdBy name of the user who has made it
 * @param createdAt when, UTC
 * @param expiresAt when it stops being valid, UTC, or null for never
 * @param lastUsedAt when it was last used, UTC, to the minute, or null for never
 * @param expired whether it has stopped being valid
 */
record TokenView(long id, @Schema(allowableValues = {
		"personal", "deploy-key" }) String kind, @Nullable String user, String name,
		@ArraySchema(schema = @Schema(allowableValues = { "read", "press", "feed" })) List<String> scopes,
		@Nullable List<String> apps, String createdBy, Instant createdAt, @Nullable Instant expiresAt,
		@Nullable Instant lastUsedAt, boolean expired){

	static TokenView of(ApiToken token, Instant now) {
		return new TokenView(token.id(), (token.owner() != null) ? TokenRequest.PERSONAL : TokenRequest.DEPLOY_KEY,
				token.owner(), token.name(), token.scopes().stream().map(Scope::label).toList(),
				(token.apps() != null) ? token.apps().stream().map(AppId::value).toList() : null, token.createdBy(),
				token.createdAt(), token.expiresAt(), token.lastUsedAt(), token.isExpired(now));
	}

}
