package io.strapper.token;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.strapper.app.AppId;
import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.security.AppRules;
import io.strapper.user.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The tokens that somebody may make, see and revoke: their own; administrators
 * everybody's, and deploy keys.
 */
@Component
class OwnTokens {

	private static final Logger log = LoggerFactory.getLogger(OwnTokens.class);

	/** Most tokens of one maker. */
	private static final int MOST = 200;

	private final ApiTokens tokens;

	private final AppRules rules;

	private final Audit audit;

	private final Clock clock;

	OwnTokens(ApiTokens tokens, AppRules rules, Audit audit, Clock clock) {
		this.tokens = tokens;
		this.rules = rules;
		this.audit = audit;
		this.clock = clock;
	}

	/** The tokens that a user may see, the newest first. */
	List<TokenView> list(Authentication user) {
		List<ApiToken> visible = this.rules.isAdmin(user) ? this.tokens.all() : this.tokens.of(user.getName());
		return visible.stream().map((token) -> TokenView.of(token, this.clock.instant())).toList();
	}

	/**
	 * Makes a token.
	 * @return the token, which nobody will see again
	 * @throws RefusedException if it cannot be made
	 */
	Made make(Authentication user, TokenRequest request) {
		NewToken wanted = request.checked(this.clock.instant());
		requireApps(user, wanted);
		if (wanted.deployKey()) {
			requireDeployKey(user, wanted);
		}
		if (this.tokens.countMadeBy(user.getName()) >= MOST) {
			throw new RefusedException(Sentence.of("problem.token.many", MOST));
		}
		String token = TokenText.random();
		String owner = wanted.deployKey() ? null : user.getName();
		long id = this.tokens.add(token, owner, wanted, user.getName());
		this.audit.note(wanted.deployKey() ? "make deploy key" : "make token", wanted.name());
		log.info("User {} made {} {}", user.getName(), wanted.deployKey() ? "deploy key" : "token", wanted.name());
		return new Made(id, token);
	}

	private void requireApps(Authentication user, NewToken wanted) {
		for (AppId app : (wanted.apps() != null) ? wanted.apps() : List.<AppId>of()) {
			if (!this.rules.maySee(user, app)) {
				throw TokenRequest.unknown(app.value());
			}
		}
	}

	/** It stays valid when its maker leaves, so deployers cannot make it. */
	private void requireDeployKey(Authentication user, NewToken wanted) {
		if (!this.rules.isAdmin(user)) {
			throw new RefusedException(Sentence.of("problem.token.key"));
		}
		if (wanted.apps() == null) {
			throw new RefusedException(Sentence.of("problem.token.key-apps"));
		}
	}

	/**
	 * Revokes a token.
	 * @return the token, or empty if there is none that this user may revoke
	 */
	Optional<ApiToken> revoke(Authentication user, long id) {
		Optional<ApiToken> token = this.tokens.find(id)
			.filter((it) -> user.getName().equals(it.owner()) || this.rules.isAdmin(user))
			.filter((it) -> this.tokens.remove(id));
		token.ifPresent((it) -> {
			this.audit.note("revoke token", it.actor() + " " + it.name());
			log.info("User {} revoked token {} of {}", user.getName(), it.name(), it.actor());
		});
		return token;
	}

	/**
	 * A token that was made.
	 *
	 * @param id its identifier
	 * @param token its text
	 */
	record Made(long id, String token) {

		/** Without the text, since this may be logged. */
		@Override
		public String toString() {
			return "Made[id=" + this.id + "]";
		}

	}

}
