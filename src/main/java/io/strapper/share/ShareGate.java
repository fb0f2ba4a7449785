package io.strapper.share;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.strapper.audit.Audit;
import io.strapper.security.Networks;
import io.strapper.security.Throttle;
import io.strapper.security.Throttles;

import org.springframework.stereotype.Component;

/**
 * Tells the tokens of links from guesses. After a few guesses each further one doubles
 * the pause before the next from that network is looked at. A token that somebody has
 * made never waits, valid or not. Safe for use by several threads.
 */
@Component
class ShareGate {

	private final Throttle networks;

	private final Shares shares;

	private final Audit audit;

	private final Clock clock;

	ShareGate(Throttles throttles, Shares shares, Audit audit, Clock clock) {
		this.networks = throttles.of("share", 20);
		this.shares = shares;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * The link with a token, whether or not it is still valid.
	 * @param token any text
	 * @param address the client's address
	 * @return empty if there is no such link
	 * @throws GuessesDelayedException if too many guesses came from the network
	 */
	Optional<Share> find(String token, String address) {
		Optional<Share> share = ShareToken.isWellFormed(token) ? this.shares.find(token) : Optional.empty();
		if (share.isEmpty()) {
			Duration pause = this.networks.attempt(Networks.of(address), this.clock.instant());
			if (!pause.isZero()) {
				throw new GuessesDelayedException(pause);
			}
			this.audit.noteFailure(null, "unknown share");
		}
		return share;
	}

}
