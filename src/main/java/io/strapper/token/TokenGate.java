package io.strapper.token;

import java.time.Clock;
import java.time.Duration;

import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.security.Networks;
import io.strapper.security.Throttle;
import io.strapper.security.Throttles;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells valid tokens from invalid ones. After a few invalid ones each further one doubles
 * the pause before the next from that network is looked at. A valid token never waits: it
 * cannot be guessed, and a forgotten job with an expired token must not lock out the rest
 * of its network. Safe for use by several threads.
 */
@Component
class TokenGate {

	private final Throttle networks;

	private final ApiTokens tokens;

	private final Audit audit;

	private final Clock clock;

	TokenGate(Throttles throttles, ApiTokens tokens, Audit audit, Clock clock) {
		this.networks = throttles.of("token", 20);
		this.tokens = tokens;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Authenticates a request.
	 * @param text the text of its token
	 * @param address the client's address
	 * @throws InvalidTokenException if the token is not valid
	 */
	TokenAuthentication enter(String text, String address) {
		// A malformed one costs no query
		ApiToken token = TokenText.isWellFormed(text) ? this.tokens.find(text).orElse(null) : null;
		if (token == null || token.isExpired(this.clock.instant())) {
			throw refused(token, address);
		}
		this.tokens.noteUse(token);
		return new TokenAuthentication(token, this::isStillValid);
	}

	private InvalidTokenException refused(@Nullable ApiToken token, String address) {
		Duration pause = this.networks.attempt(Networks.of(address), this.clock.instant());
		if (!pause.isZero()) {
			return new InvalidTokensDelayedException(pause);
		}
		if (token == null) {
			this.audit.noteFailure(null, "unknown token");
			return new InvalidTokenException(Sentence.of("problem.token.unknown"));
		}
		this.audit.noteFailure(token.actor(), "expired token");
		return new InvalidTokenException(Sentence.of("problem.token.expired", String.valueOf(token.expiresAt())));
	}

	private boolean isStillValid(ApiToken token) {
		return this.tokens.find(token.id()).filter((now) -> !now.isExpired(this.clock.instant())).isPresent();
	}

}
