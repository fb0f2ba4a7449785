package io.strapper.token;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.strapper.app.AppId;
import io.strapper.language.Sentence;
import io.strapper.user.RefusedException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has sent who wants a token. Nothing of it has been checked.
 *
 * @param name what they call it
 * @param kind {@code personal}, the default, or {@code deploy-key}
 * @param scopes labels of scopes
 * @param apps identifiers of apps, or null for all
 * @param expiresAt ISO 8601 with an offset, or null for never
 */
record TokenRequest(@Nullable String name,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED, allowableValues = {
				"personal", "deploy-key" }) String kind,
		@Nullable @ArraySchema(schema = @Schema(allowableValues = { "read", "press", "feed" })) List<String> scopes,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) List<String> apps,
		@Nullable @Schema(requiredMode = RequiredMode.NOT_REQUIRED) String expiresAt){

	static final String PERSONAL = "personal";

	static final String DEPLOY_KEY = "deploy-key";

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._@/-]{0,38}[\\p{L}\\p{N}])?");

	/**
	 * Checks everything that can be checked without knowing who has sent it.
	 * @throws RefusedException if something is wrong
	 */
	NewToken checked(Instant now) {
		return new NewToken(checkedName(), isDeployKey(), checkedScopes(), checkedApps(), checkedExpiry(now));
	}

	private String checkedName() {
		String name = (this.name != null) ? this.name.strip() : "";
		if (!NAME.matcher(name).matches()) {
			throw new RefusedException(Sentence.of("problem.token.name"));
		}
		return name;
	}

	private boolean isDeployKey() {
		if (this.kind != null && !this.kind.equals(PERSONAL) && !this.kind.equals(DEPLOY_KEY)) {
			throw new RefusedException(Sentence.of("problem.token.kind"));
		}
		return DEPLOY_KEY.equals(this.kind);
	}

	private Set<Scope> checkedScopes() {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		for (String label : (this.scopes != null) ? this.scopes : List.<String>of()) {
			scopes.add(Scope.parse(String.valueOf(label))
				.orElseThrow(() -> new RefusedException(Sentence.of("problem.token.scope"))));
		}
		if (scopes.isEmpty()) {
			throw new RefusedException(Sentence.of("problem.token.scopes"));
		}
		if (scopes.contains(Scope.FEED) && scopes.size() > 1) {
			throw new RefusedException(Sentence.of("problem.token.feed-alone"));
		}
		return scopes;
	}

	private @Nullable SortedSet<AppId> checkedApps() {
		if (this.apps == null) {
			return null;
		}
		SortedSet<AppId> apps = new TreeSet<>();
		for (String app : this.apps) {
			apps.add(AppId.parse(String.valueOf(app)).orElseThrow(() -> unknown(String.valueOf(app))));
		}
		if (apps.isEmpty()) {
			throw new RefusedException(Sentence.of("problem.token.apps"));
		}
		return apps;
	}

	/** The refusal of an app that is not there, or that its sender may not see. */
	static RefusedException unknown(String app) {
		return new RefusedException(Sentence.of("problem.token.app", app.substring(0, Math.min(63, app.length()))));
	}

	private @Nullable Instant checkedExpiry(Instant now) {
		if (this.expiresAt == null) {
			return null;
		}
		try {
			Instant expiry = OffsetDateTime.parse(this.expiresAt).toInstant();
			if (expiry.isAfter(now)) {
				return expiry;
			}
			throw new RefusedException(Sentence.of("problem.token.over"));
		}
		catch (DateTimeException ex) {
			throw new RefusedException(Sentence.of("problem.token.time"));
		}
	}

}
